#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <memory>
#include <vector>

#include "bench/harness.hpp"
#include "bench/kernel_loops.hpp"
#include "bench/reference_plans.hpp"
#include "bench/tile_memory.hpp"
#include "kernels/path.hpp"

namespace nameplate {
namespace {

constexpr std::uint64_t seed = 1;

/// The tile's outputs against the model on single floats, bit for bit.
void check_outputs(Plan const& plan, std::uint64_t first, float const* outputs) {
  PlanView const view(plan.bytes.data());
  std::vector<float> values(view.header().slot_count);
  Slots<float> const slots(values.data());
  fill_constants(view, slots);
  for (std::uint32_t i = 0; i < tile_paths; ++i) {
    evaluate_path<float>(view, seed, first + i, slots, [&](std::uint32_t output, float value) {
      require(bits(outputs[output * tile_paths + i]) == bits(value),
              fmt::format("output {} of path {}", output, first + i));
    });
  }
}

void bench_paths(benchmark::State& state, ReferencePlan const& reference, Isa isa) {
  KernelLoops const loops = kernel_loops(isa);
  std::byte const* const plan = reference.plan.bytes.data();
  TileMemory memory(reference.plan, 1);
  Workspace const workspace = memory.workspace(0);
  loops.prepare(plan, workspace);
  std::uint64_t first = 0;
  for (auto _ : state) {
    first += tile_paths;
    loops.evaluate(plan, seed, first, workspace);
    benchmark::ClobberMemory();
  }
  check_outputs(reference.plan, first, workspace.outputs);
  state.SetItemsProcessed(state.iterations() * tile_paths);
  state.SetLabel("items: paths, without tallies");
}

}  // namespace

void register_benchmarks() {
  for (std::string_view const plan : reference_plan_names) {
    auto const reference = std::make_shared<ReferencePlan const>(reference_plan(plan));
    for (Isa const isa : available_isas())
      benchmark::RegisterBenchmark(
          fmt::format("path/{}/{}", plan, name(isa)).c_str(),
          [=](benchmark::State& state) { bench_paths(state, *reference, isa); });
  }
}

}  // namespace nameplate
