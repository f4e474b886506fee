#include <tbb/enumerable_thread_specific.h>

#include <chrono>
#include <memory>

#include "host/cpu/aligned_array.hpp"
#include "host/cpu/for_each_tile.hpp"
#include "host/cpu/isa.hpp"
#include "host/cpu/tile.hpp"
#include "host/executor.hpp"
#include "kernels/plan_view.hpp"
#include "kernels/sample.hpp"

namespace nameplate {
namespace {

/// A thread's workspace without anything to tally.
class Sampler {
 public:
  Sampler(Plan const& plan, TileFunctions const& functions)
      : plan_(plan.bytes.data()),
        functions_(functions),
        header_(PlanView(plan_).header()),
        slots_(aligned_array<float>(std::size_t{header_.slot_count} *
                                    static_cast<std::size_t>(functions.lanes))),
        outputs_(aligned_array<float>(std::size_t{header_.output_count} * tile_paths)) {
    functions_.prepare(plan_, workspace());
  }

  void run(std::uint64_t seed, Tile const& tile, Samples& samples) {
    functions_.evaluate(plan_, seed, tile.start, tile.from, tile.to, workspace());
    for (std::uint32_t o = 0; o < header_.output_count; ++o) {
      float const* const values = outputs_.get() + std::size_t{o} * tile_paths;
      float* const stored = samples.row(o).data() + (tile.start + tile.from - samples.first_path);
      for (std::uint32_t p = tile.from; p < tile.to; ++p)
        stored[p - tile.from] = stored_value(values[p]);
    }
  }

 private:
  Workspace workspace() { return {slots_.get(), outputs_.get(), nullptr, nullptr, nullptr}; }

  std::byte const* plan_;
  TileFunctions functions_;
  PlanHeader const& header_;
  AlignedArray<float> slots_, outputs_;
};

}  // namespace

RunFacts sample_on_cpu(Plan const& plan, RunOptions const& options, Samples& samples) {
  Isa const isa = chosen_isa(options.isa);
  TileFunctions const functions = tile_functions(isa);
  auto const start = std::chrono::steady_clock::now();
  tbb::enumerable_thread_specific<std::unique_ptr<Sampler>> samplers;
  for_each_tile(options, [&](Tile const& tile) {
    std::unique_ptr<Sampler>& sampler = samplers.local();
    if (!sampler) sampler = std::make_unique<Sampler>(plan, functions);
    sampler->run(options.seed, tile, samples);
  });
  return cpu_facts(options, isa, functions.lanes, start);
}

}  // namespace nameplate
