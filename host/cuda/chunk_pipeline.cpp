#include "host/cuda/chunk_pipeline.hpp"

#include <vector>

#include "host/cuda/path_launch.hpp"
#include "kernels/plan_view.hpp"

namespace nameplate {
namespace {

PlanHeader const& header_of(Plan const& plan) { return PlanView(plan.bytes.data()).header(); }

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
      launch_(choose_launch(resident_path_blocks, header_of(plan).slot_count, chunk_paths)),
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
