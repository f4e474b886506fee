#include "host/cpu/tile_executor.hpp"
#include "host/cpu/tile_worker.hpp"
#include "host/executor.hpp"
#include "kernels/plan_view.hpp"

namespace nameplate {
namespace {

/// A thread's share of both plans and of their difference.
class PairWorker {
 public:
  PairWorker(Plan const& base, Plan const& alternative, Plan const& difference,
             TileFunctions const& functions)
      : base_(base, functions),
        alternative_(alternative, functions),
        base_tally_(base, functions),
        alternative_tally_(alternative, functions),
        difference_tally_(difference, functions),
        outputs_(PlanView(difference.bytes.data()).header().output_count),
        difference_(aligned_array<float>(outputs_ * tile_paths)) {}

  void run(std::uint64_t seed, Tile const& tile) {
    base_.run(seed, tile);
    alternative_.run(seed, tile);
    for (std::size_t i = 0; i < outputs_ * tile_paths; ++i)
      difference_[i] = alternative_.outputs()[i] - base_.outputs()[i];
    base_tally_.add(tile, base_.outputs());
    alternative_tally_.add(tile, alternative_.outputs());
    difference_tally_.add(tile, difference_.get());
  }

  void add_to(std::vector<Tallies>& total) {
    base_tally_.move_to(total[0]);
    alternative_tally_.move_to(total[1]);
    difference_tally_.move_to(total[2]);
  }

 private:
  TileEvaluator base_, alternative_;
  TileTally base_tally_, alternative_tally_, difference_tally_;
  std::size_t outputs_;
  AlignedArray<float> difference_;
};

}  // namespace

Executors comparing_on_cpu(Plan const& base, Plan const& alternative, Plan const& difference,
                           RunOptions const& options) {
  auto const make_worker = [&](TileFunctions const& functions) {
    return std::make_unique<PairWorker>(base, alternative, difference, functions);
  };
  Executors executors;
  executors.push_back(std::make_unique<TileExecutor<PairWorker>>(
      options, std::vector{&base, &alternative, &difference}, make_worker));
  return executors;
}

}  // namespace nameplate
