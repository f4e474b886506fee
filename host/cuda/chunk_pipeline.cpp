#include "host/cuda/chunk_pipeline.hpp"

#include <algorithm>
#include <vector>

#include "kernels/plan_view.hpp"

namespace nameplate {
namespace {

PlanHeader const& header_of(Plan const& plan) { return PlanView(plan.bytes.data()).header(); }

/// Shared memory is many times faster than the second-level cache, into which scratch memory mostly
/// does not fit, but it holds fewer paths in flight. From two blocks (8 warps) a multiprocessor on
/// they suffice to hide its latency.
constexpr int min_shared_blocks = 2;

/// As many blocks as the device runs at once, but no more than `chunk_paths` need.
PathLaunch choose_launch(std::uint32_t slot_count, std::uint64_t chunk_paths) {
  int device = 0, multiprocessors = 0, resident = 0;
  cuda_check(cudaGetDevice(&device), "cudaGetDevice");
  cuda_check(cudaDeviceGetAttribute(&multiprocessors, cudaDevAttrMultiProcessorCount, device),
             "cudaDeviceGetAttribute");

  PathLaunch launch{SlotMemory::shared, 0,
                    std::size_t{slot_count} * paths_per_tile * sizeof(float)};
  cuda_check(resident_path_blocks(launch.memory, launch.shared_bytes, resident),
             "occupancy of the path kernel");
  if (resident < min_shared_blocks) {
    launch = {SlotMemory::scratch, 0, 0};
    cuda_check(resident_path_blocks(launch.memory, launch.shared_bytes, resident),
               "occupancy of the path kernel");
  }
  std::uint64_t const tiles = (chunk_paths + paths_per_tile - 1) / paths_per_tile;
  auto const slots =
      static_cast<std::uint64_t>(multiprocessors) * static_cast<std::uint64_t>(resident);
  launch.blocks = static_cast<std::uint32_t>(std::min(tiles, slots));
  return launch;
}

std::size_t scratch_size(PathLaunch const& launch, std::uint32_t slot_count) {
  return launch.memory == SlotMemory::scratch
             ? std::size_t{launch.blocks} * slot_count * paths_per_tile
             : 0;
}

std::vector<WideSum> download(DeviceBuffer<WideTotal> const& totals, Stream& stream) {
  std::vector<WideTotal> words(totals.size());
  totals.download(words, stream.get());
  stream.synchronize();
  std::vector<WideSum> sums;
  sums.reserve(words.size());
  for (WideTotal const& word : words)
    sums.push_back({word.low, static_cast<std::int64_t>(word.high)});
  return sums;
}

}  // namespace

ChunkPipeline::Chunk::Chunk(std::size_t bins, std::size_t outputs)
    : counts(bins, "the counters of a chunk"),
      sums(outputs, "the sums of a chunk"),
      squares(outputs, "the sums of a chunk") {}

ChunkPipeline::ChunkPipeline(Plan const& plan, std::uint64_t seed, std::uint64_t chunk_paths)
    : plan_(plan),
      seed_(seed),
      launch_(choose_launch(header_of(plan).slot_count, chunk_paths)),
      plan_bytes_(plan.bytes.size(), "the plan"),
      scratch_(scratch_size(launch_, header_of(plan).slot_count),
               "the slots of the paths in flight"),
      chunks_{{header_of(plan).bin_count, header_of(plan).output_count},
              {header_of(plan).bin_count, header_of(plan).output_count}},
      total_counts_(header_of(plan).bin_count, "the counters"),
      total_sums_(header_of(plan).output_count, "the sums"),
      total_squares_(header_of(plan).output_count, "the sums") {
  plan_bytes_.upload(plan.bytes, evaluation_.get());
  for (Chunk& chunk : chunks_) {
    chunk.counts.clear(evaluation_.get());
    chunk.sums.clear(evaluation_.get());
    chunk.squares.clear(evaluation_.get());
  }
  total_counts_.clear(folding_.get());
  total_sums_.clear(folding_.get());
  total_squares_.clear(folding_.get());
}

void ChunkPipeline::enqueue(PathRange range) {
  Chunk& chunk = chunks_[enqueued_ % 2];
  evaluation_.wait(chunk.folded);  // two chunks ago
  cuda_check(launch_run_paths(launch_, plan_bytes_.data(), seed_, range, scratch_.data(),
                              chunk.view(), evaluation_.get()),
             "launch of the path kernel");
  evaluation_.record(chunk.evaluated);

  folding_.wait(chunk.evaluated);
  PlanHeader const& header = header_of(plan_);
  TotalTallies const total{total_counts_.data(), total_sums_.data(), total_squares_.data()};
  cuda_check(
      launch_fold_chunk(header.bin_count, header.output_count, chunk.view(), total, folding_.get()),
      "launch of the fold kernel");
  folding_.record(chunk.folded);
  ++enqueued_;
  paths_ += range.count;
}

void ChunkPipeline::wait_for_previous() { chunks_[enqueued_ % 2].folded.synchronize(); }

Tallies ChunkPipeline::tallies() {
  Tallies result(plan_);
  result.paths = paths_;
  total_counts_.download(result.counts, folding_.get());
  result.sums = download(total_sums_, folding_);
  result.squares = download(total_squares_, folding_);
  return result;
}

}  // namespace nameplate
