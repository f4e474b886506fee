#pragma once

#include <cstdint>

#include "host/cuda/device_buffer.hpp"
#include "host/cuda/stream.hpp"
#include "kernels/cuda/chunk_tallies.hpp"
#include "nameplate/tallies.hpp"

namespace nameplate {

/// Tallies of one chunk, in device memory.
class ChunkTallyBuffers {
 public:
  /// Of no path, once `stream` has come so far. \throws RunError if the memory does not suffice
  ChunkTallyBuffers(Plan const& plan, Stream const& stream);

  ChunkTallies view() const { return {counts_.data(), sums_.data(), squares_.data()}; }

 private:
  DeviceBuffer<std::uint32_t> counts_;
  DeviceBuffer<SplitSum> sums_, squares_;
};

/// Tallies of all chunks of a plan, in device memory. The plan outlives it.
class DeviceTallies {
 public:
  /// Of no path, once `stream` has come so far. \throws RunError if the memory does not suffice
  DeviceTallies(Plan const& plan, Stream const& stream);

  /// Adds the tallies of a chunk of so many paths, which are then of no path. Asynchronous.
  void fold(ChunkTallyBuffers const& chunk, std::uint64_t paths, Stream const& stream);

  /// What was folded in since the last call. Blocks until it is there.
  Tallies take(Stream const& stream);

 private:
  void clear(Stream const& stream);

  Plan const& plan_;
  DeviceBuffer<std::uint64_t> counts_;
  DeviceBuffer<WideTotal> sums_, squares_;
  std::uint64_t paths_ = 0;
};

}  // namespace nameplate
