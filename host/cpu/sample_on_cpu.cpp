#include "host/cpu/tile_executor.hpp"
#include "host/cpu/tile_worker.hpp"
#include "host/executor.hpp"
#include "kernels/sample.hpp"

namespace nameplate {
namespace {

class SampleWorker {
 public:
  SampleWorker(Plan const& plan, Samples& samples, TileFunctions const& functions)
      : evaluator_(plan, functions), samples_(samples) {}

  void run(std::uint64_t seed, Tile const& tile) {
    evaluator_.run(seed, tile);
    for (std::size_t o = 0; o < samples_.outputs; ++o) {
      float const* const values = evaluator_.outputs() + o * tile_paths;
      float* const stored = samples_.row(o).data() + (tile.start + tile.from - samples_.first_path);
      for (std::uint32_t p = tile.from; p < tile.to; ++p)
        stored[p - tile.from] = stored_value(values[p]);
    }
  }

  void add_to(std::vector<Tallies>& /*none*/) {}

 private:
  TileEvaluator evaluator_;
  Samples& samples_;
};

}  // namespace

Executors sampling_on_cpu(Plan const& plan, RunOptions const& options, Samples& samples) {
  auto const make_worker = [&plan, &samples](TileFunctions const& functions) {
    return std::make_unique<SampleWorker>(plan, samples, functions);
  };
  Executors executors;
  executors.push_back(std::make_unique<TileExecutor<SampleWorker>>(
      options, std::vector<Plan const*>(), make_worker));
  return executors;
}

}  // namespace nameplate
