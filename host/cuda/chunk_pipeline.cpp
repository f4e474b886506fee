#include "host/cuda/chunk_pipeline.hpp"

#include "host/cuda/path_launch.hpp"
#include "kernels/cuda/run_paths.hpp"
#include "kernels/plan_view.hpp"

namespace nameplate {
namespace {

PlanHeader const& header_of(Plan const& plan) { return PlanView(plan.bytes.data()).header(); }

}  // namespace

ChunkPipeline::ChunkPipeline(Plan const& plan, std::uint64_t seed, std::uint64_t chunk_paths)
    : header_(header_of(plan)),
      seed_(seed),
      launch_(choose_launch(resident_path_blocks, header_.slot_count, chunk_paths)),
      plan_bytes_(plan.bytes.size(), "the plan"),
      scratch_(scratch_size(launch_, header_.slot_count), "the slots of the paths in flight"),
      chunks_{{plan, evaluation_}, {plan, evaluation_}},
      total_(plan, folding_) {
  plan_bytes_.upload(plan.bytes, evaluation_.get());
}

void ChunkPipeline::enqueue(PathRange range) {
  Chunk& chunk = chunks_[enqueued_ % 2];
  evaluation_.wait(chunk.folded);  // two chunks ago
  cuda_check(launch_run_paths(launch_, {header_, plan_bytes_.data()}, seed_, range, scratch_.data(),
                              chunk.tallies.view(), evaluation_.get()),
             "launch of the path kernel");
  evaluation_.record(chunk.evaluated);

  folding_.wait(chunk.evaluated);
  total_.fold(chunk.tallies, range.count, folding_);
  folding_.record(chunk.folded);
  ++enqueued_;
}

void ChunkPipeline::wait_for_previous() { chunks_[enqueued_ % 2].folded.synchronize(); }

void ChunkPipeline::wait() { folding_.synchronize(); }

}  // namespace nameplate
