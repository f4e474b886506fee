#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include "bench/harness.hpp"
#include "bench/kernel_loops.hpp"
#include "bench/reference_plans.hpp"
#include "bench/tile_memory.hpp"
#include "kernels/tally.hpp"

namespace nameplate {
namespace {

constexpr std::size_t tiles = 16;  // of outputs, used in turn

/// A tile's tallies, value by value.
struct TileTallies {
  std::vector<std::uint32_t> counts;
  std::vector<std::int64_t> sums, squares;
};

TileTallies reference_tallies(PlanView plan, float const* outputs) {
  PlanHeader const& header = plan.header();
  TileTallies result{std::vector<std::uint32_t>(header.bin_count),
                     std::vector<std::int64_t>(header.output_count),
                     std::vector<std::int64_t>(header.output_count)};
  for (std::uint32_t o = 0; o < header.output_count; ++o) {
    TallyRecord const& tally = plan.tallies()[o];
    for (std::uint32_t i = 0; i < tile_paths; ++i) {
      float const x = outputs[o * tile_paths + i];
      float const summed = summed_value(tally, x);
      ++result.counts[tally.first_bin + bin_of(tally, x)];
      result.sums[o] += std::llrint(summed * tally.sum_scale);
      result.squares[o] += std::llrint(summed * summed * tally.square_scale);
    }
  }
  return result;
}

/// Tallies tile 0 into empty counters and compares.
void check_tallies(PlanView plan, std::byte const* bytes, KernelLoops const& loops,
                   Workspace const& workspace) {
  PlanHeader const& header = plan.header();
  std::fill_n(workspace.counts, header.bin_count, 0);
  loops.tally(bytes, workspace);
  TileTallies const expected = reference_tallies(plan, workspace.outputs);
  require(std::equal(expected.counts.begin(), expected.counts.end(), workspace.counts), "counts");
  require(std::equal(expected.sums.begin(), expected.sums.end(), workspace.sums), "sums");
  require(std::equal(expected.squares.begin(), expected.squares.end(), workspace.squares),
          "sums of squares");
}

void bench_tally(benchmark::State& state, ReferencePlan const& reference, Isa isa) {
  KernelLoops const loops = kernel_loops(isa);
  std::byte const* const plan = reference.plan.bytes.data();
  TileMemory memory(reference.plan, tiles);
  loops.prepare(plan, memory.workspace(0));
  for (std::size_t tile = 0; tile < tiles; ++tile)
    loops.evaluate(plan, 1, tile * tile_paths, memory.workspace(tile));
  std::size_t tile = 0;
  for (auto _ : state) {
    loops.tally(plan, memory.workspace(tile));
    tile = (tile + 1) % tiles;
    benchmark::ClobberMemory();
  }
  check_tallies(PlanView(plan), plan, loops, memory.workspace(0));
  state.SetItemsProcessed(state.iterations() * tile_paths *
                          static_cast<std::int64_t>(reference.plan.labels.size()));
  state.SetLabel("items: values tallied");
}

}  // namespace

void register_benchmarks() {
  for (std::string_view const plan : reference_plan_names) {
    auto const reference = std::make_shared<ReferencePlan const>(reference_plan(plan));
    for (Isa const isa : available_isas())
      benchmark::RegisterBenchmark(
          fmt::format("tally/{}/{}", plan, name(isa)).c_str(),
          [=](benchmark::State& state) { bench_tally(state, *reference, isa); });
  }
}

}  // namespace nameplate
