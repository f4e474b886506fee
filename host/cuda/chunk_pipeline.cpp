#include "host/cuda/chunk_pipeline.hpp"

#include "kernels/cuda/run_paths.hpp"

namespace nameplate {

ChunkPipeline::ChunkPipeline(Plan const& plan, std::uint64_t seed, std::uint64_t chunk_paths,
                             Notice const& notice)
    : seed_(seed),
      chunks_{{plan, evaluation_}, {plan, evaluation_}},
      total_(plan, folding_),
      plan_(plan, resident_path_blocks, chunk_paths, notice, evaluation_) {}

void ChunkPipeline::enqueue(PathRange range) {
  Chunk& chunk = chunks_[enqueued_ % 2];
  evaluation_.wait(chunk.folded);  // two chunks ago
  cuda_check(launch_run_paths(plan_.launch(), plan_.view(), seed_, range, plan_.scratch(),
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
