#pragma once

#include <cstdint>

#include "host/cuda/device_buffer.hpp"
#include "host/cuda/device_tallies.hpp"
#include "host/cuda/loaded_plan.hpp"
#include "kernels/plan_view.hpp"

namespace nameplate {

/// Queues the evaluation of a range of paths into `samples`, one output after the other.
void sample(LoadedPlan const& plan, std::uint64_t seed, PathRange range,
            DeviceBuffer<float> const& samples, Stream const& stream);

/// Tallies samples of a plan on the current device, chunk by chunk.
class SampleTally {
 public:
  SampleTally(Plan const& plan, Stream const& stream);

  /// Adds `samples`, less `subtracted` if there is one.
  void add(float const* samples, float const* subtracted, std::uint32_t paths,
           Stream const& stream);

  /// The totals since the last call. Blocks until they are there.
  Tallies take(Stream const& stream) { return total_.take(stream); }

 private:
  DeviceBuffer<TallyRecord> records_;
  ChunkTallyBuffers chunk_;
  DeviceTallies total_;
};

}  // namespace nameplate
