#include <tbb/enumerable_thread_specific.h>

#include <chrono>
#include <memory>

#include "host/cpu/isa.hpp"
#include "host/cpu/tile_worker.hpp"
#include "host/executor.hpp"

namespace nameplate {
namespace {

struct Worker {
  Worker(Plan const& plan, TileFunctions const& functions)
      : evaluator(plan, functions), tally(plan, functions) {}

  TileEvaluator evaluator;
  TileTally tally;
};

}  // namespace

RunResult run_on_cpu(Plan const& plan, RunOptions const& options) {
  Isa const isa = chosen_isa(options.isa);
  TileFunctions const functions = tile_functions(isa);
  auto const start = std::chrono::steady_clock::now();
  tbb::enumerable_thread_specific<std::unique_ptr<Worker>> workers;
  for_each_tile(options, [&](Tile const& tile) {
    std::unique_ptr<Worker>& worker = workers.local();
    if (!worker) worker = std::make_unique<Worker>(plan, functions);
    worker->evaluator.run(options.seed, tile);
    worker->tally.add(tile, worker->evaluator.outputs());
  });

  RunResult result{Tallies(plan), {}};
  for (std::unique_ptr<Worker> const& worker : workers)
    add_to(result.tallies, worker->tally.take());
  result.facts = cpu_facts(options, isa, functions.lanes, start);
  return result;
}

}  // namespace nameplate
