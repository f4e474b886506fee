#pragma once

#include <cstdint>

#include "host/cuda/device_tallies.hpp"
#include "host/cuda/loaded_plan.hpp"
#include "kernels/cuda/path_launch.hpp"
#include "nameplate/tallies.hpp"

namespace nameplate {

/// Runs chunks of paths of one plan on the current device. Two sets of chunk tallies take turns, so
/// that one chunk is folded into the totals while the next is evaluated.
class ChunkPipeline {
 public:
  /// \param chunk_paths of the largest chunk \throws RunError if the device's memory does not
  /// suffice
  ChunkPipeline(Plan const& plan, std::uint64_t seed, std::uint64_t chunk_paths,
                Notice const& notice);

  /// Paths that are evaluated at a time.
  std::uint64_t wave_paths() const { return plan_.wave_paths(); }

  /// Adds a chunk to the queue. Asynchronous. \pre range.count <= max_chunk_paths
  void enqueue(PathRange range);

  /// Blocks until all chunks but the last are in the totals.
  void wait_for_previous();

  /// Blocks until all chunks are in the totals.
  void wait();

  /// The totals of all chunks since the last call. Blocks until they are there.
  Tallies take() { return total_.take(folding_); }

 private:
  struct Chunk {
    Chunk(Plan const& plan, Stream const& stream) : tallies(plan, stream) {}

    ChunkTallyBuffers tallies;
    Event evaluated, folded;
  };

  std::uint64_t seed_;
  Stream evaluation_, folding_;
  Chunk chunks_[2];
  DeviceTallies total_;
  LoadedPlan plan_;  // after what does not shrink where memory is short
  std::uint64_t enqueued_ = 0;
};

}  // namespace nameplate
