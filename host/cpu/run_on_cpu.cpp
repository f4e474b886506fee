#include "host/cpu/tile_executor.hpp"
#include "host/cpu/tile_worker.hpp"
#include "host/executor.hpp"

namespace nameplate {
namespace {

class TallyWorker {
 public:
  TallyWorker(Plan const& plan, TileFunctions const& functions)
      : evaluator_(plan, functions), tally_(plan, functions) {}

  void run(std::uint64_t seed, Tile const& tile) {
    evaluator_.run(seed, tile);
    tally_.add(tile, evaluator_.outputs());
  }

  void add_to(std::vector<Tallies>& total) { tally_.move_to(total[0]); }

 private:
  TileEvaluator evaluator_;
  TileTally tally_;
};

}  // namespace

Executors tallying_on_cpu(Plan const& plan, RunOptions const& options) {
  auto const make_worker = [&plan](TileFunctions const& functions) {
    return std::make_unique<TallyWorker>(plan, functions);
  };
  Executors executors;
  executors.push_back(
      std::make_unique<TileExecutor<TallyWorker>>(options, std::vector{&plan}, make_worker));
  return executors;
}

}  // namespace nameplate
