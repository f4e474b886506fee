#pragma once

#include <cstdint>

#include "host/cuda/device_buffer.hpp"
#include "host/cuda/stream.hpp"
#include "kernels/cuda/run_paths.hpp"
#include "nameplate/tallies.hpp"

namespace nameplate {

/// Runs chunks of paths of one plan on the current device. Two sets of chunk tallies take turns, so
/// that one chunk is folded into the totals while the next is evaluated.
class ChunkPipeline {
 public:
  /// \param chunk_paths of the largest chunk \throws RunError if the device's memory does not
  /// suffice
  ChunkPipeline(Plan const& plan, std::uint64_t seed, std::uint64_t chunk_paths);

  /// Adds a chunk to the queue. Asynchronous. \pre range.count <= max_chunk_paths
  void enqueue(PathRange range);

  /// Blocks until all chunks but the last are in the totals.
  void wait_for_previous();

  /// The totals of all chunks. Blocks until they are there.
  Tallies tallies();

 private:
  struct Chunk {
    Chunk(std::size_t bins, std::size_t outputs);
    ChunkTallies view() const { return {counts.data(), sums.data(), squares.data()}; }

    DeviceBuffer<std::uint32_t> counts;
    DeviceBuffer<SplitSum> sums, squares;
    Event evaluated, folded;
  };

  Plan const& plan_;
  std::uint64_t seed_;
  PathLaunch launch_;
  Stream evaluation_, folding_;
  DeviceBuffer<std::byte> plan_bytes_;
  DeviceBuffer<float> scratch_;
  Chunk chunks_[2];
  DeviceBuffer<std::uint64_t> total_counts_;
  DeviceBuffer<WideTotal> total_sums_, total_squares_;
  std::uint64_t enqueued_ = 0, paths_ = 0;
};

}  // namespace nameplate
