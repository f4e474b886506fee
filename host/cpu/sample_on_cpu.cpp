#include <tbb/enumerable_thread_specific.h>

#include <chrono>
#include <memory>

#include "host/cpu/isa.hpp"
#include "host/cpu/tile_worker.hpp"
#include "host/executor.hpp"
#include "kernels/sample.hpp"

namespace nameplate {
namespace {

void store(Tile const& tile, float const* outputs, Samples& samples) {
  for (std::size_t o = 0; o < samples.outputs; ++o) {
    float const* const values = outputs + o * tile_paths;
    float* const stored = samples.row(o).data() + (tile.start + tile.from - samples.first_path);
    for (std::uint32_t p = tile.from; p < tile.to; ++p)
      stored[p - tile.from] = stored_value(values[p]);
  }
}

}  // namespace

RunFacts sample_on_cpu(Plan const& plan, RunOptions const& options, Samples& samples) {
  Isa const isa = chosen_isa(options.isa);
  TileFunctions const functions = tile_functions(isa);
  auto const start = std::chrono::steady_clock::now();
  tbb::enumerable_thread_specific<std::unique_ptr<TileEvaluator>> evaluators;
  for_each_tile(options, [&](Tile const& tile) {
    std::unique_ptr<TileEvaluator>& evaluator = evaluators.local();
    if (!evaluator) evaluator = std::make_unique<TileEvaluator>(plan, functions);
    evaluator->run(options.seed, tile);
    store(tile, evaluator->outputs(), samples);
  });
  return cpu_facts(options, isa, functions.lanes, start);
}

}  // namespace nameplate
