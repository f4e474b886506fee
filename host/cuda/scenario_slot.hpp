#pragma once

#include <memory>
#include <optional>

#include "host/cuda/device_buffer.hpp"
#include "host/cuda/fit_memory.hpp"
#include "host/cuda/loaded_plan.hpp"
#include "host/cuda/pinned_buffer.hpp"
#include "host/cuda/stream.hpp"
#include "host/sweep/scenario_workshop.hpp"
#include "kernels/cuda/chunk_tallies.hpp"
#include "nameplate/run.hpp"

namespace nameplate {

/// Room for the counters and sums of a scenario on the current device, and for their copy on the
/// host.
struct ScenarioTallies {
  ScenarioTallies(std::size_t bins, std::size_t outputs, Stream const& stream);

  bool has_room(PlanHeader const& header) const {
    return header.bin_count <= counts.size() && header.output_count <= sums.size();
  }

  DeviceBuffer<std::uint32_t> chunk_counts;
  DeviceBuffer<SplitSum> chunk_sums, chunk_squares;
  DeviceBuffer<std::uint64_t> counts;
  DeviceBuffer<WideTotal> sums, squares;
  PinnedBuffer<std::uint64_t> host_counts;
  PinnedBuffer<WideTotal> host_sums, host_squares;
};

/// A place on the current device where scenarios are run one after the other, in memory that they
/// take over from each other, and in a stream of its own: the host waits for one only when its
/// results are asked for.
class ScenarioSlot {
 public:
  ScenarioSlot(RunOptions const& options, Notice notice);

  /// Queues all that a scenario takes: its plan's upload, its chunks, its tallies' way to the host.
  /// Waits for its own earlier chunks where it has many. \return false if the run was stopped
  /// before all were queued \throws RunError
  bool start(ScenarioTask task);

  /// The scenario in the slot, which is then empty, with its tallies, once they are there; none if
  /// the slot was empty.
  std::optional<ScenarioResult> finish();

 private:
  void load(Plan const& plan);
  bool queue_chunks();
  void queue_copies();

  RunOptions const& options_;
  Notice notice_;
  std::uint64_t chunk_paths_;
  Stream stream_;
  Event chunk_done_[2];  // of chunks in turn
  std::optional<ScenarioTallies> tallies_;
  std::optional<LoadedPlan> plan_;  // after what does not shrink where memory is short
  std::optional<ScenarioTask> task_;
};

}  // namespace nameplate
