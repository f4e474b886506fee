#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <memory>
#include <string>
#include <vector>

#include "bench/harness.hpp"
#include "bench/kernel_loops.hpp"
#include "bench/reference_plans.hpp"
#include "kernels/philox.hpp"
#include "kernels/plan_view.hpp"

namespace nameplate {
namespace {

constexpr std::uint32_t tiles = 16;  // of draws, used in turn

struct NamedLaw {
  char const* name;
  char const* toml;
};

/// One law for each way in which the kernel evaluates one that is loaded on nothing.
constexpr NamedLaw laws[] = {
    {"normal", R"({ family = "normal", mean = 10, sd = 1 })"},
    {"lognormal", R"({ family = "lognormal", mu = 0.5, sigma = 0.4 })"},
    {"beta", R"({ family = "beta", alpha = 8, beta = 3 })"},  // a table
    {"uniform", R"({ family = "uniform", min = 1, max = 2.527 })"},
    {"empirical", R"({ family = "empirical", p = [0, 0.25, 0.5, 0.75, 1], x = [0, 2, 3, 5, 9] })"},
    {"discrete", R"({ family = "discrete", values = [1, 2, 3], weights = [0.5, 0.3, 0.2] })"},
};

/// A law as written and as compiled.
struct CompiledLaw {
  std::string name;
  Distribution law;
  Plan plan;

  Variable const& variable() const {
    PlanView const view(plan.bytes.data());
    std::uint32_t const slot = view.phases()[0].size_slot;
    return *std::find_if(view.variables(), view.variables() + plan.variable_count,
                         [&](Variable const& variable) { return variable.slot == slot; });
  }
};

/// ref6 with `law` in the place of its size factor.
CompiledLaw compiled(NamedLaw const& law) {
  CatalogOptions options;
  options.assignments = {fmt::format("parameters.size_factor.distribution = {}", law.toml)};
  Catalog const catalog = load_catalog(reference_catalog("ref6"), options);
  Request request;
  request.dates = {"2025"};
  request.metrics = {"facility_gw"};
  return {law.name, catalog.parameters.at("size_factor").law->distribution,
          compile(catalog, request)};
}

std::vector<std::uint32_t> draws() {
  std::vector<std::uint32_t> words;
  for (std::uint32_t i = 0; i < tiles * tile_paths / 4; ++i) {
    auto const block = philox4x32_10<std::uint32_t>({{i, 0, 0, 0}}, 1, 0);
    words.insert(words.end(), block.word, block.word + 4);
  }
  return words;
}

/// Each value lies between the law's exact quantiles a little to either side of its draw, with room
/// for the rounding of the value itself.
void check_values(CompiledLaw const& compiled, std::uint32_t const* words,
                  std::vector<float> const& x) {
  constexpr double z_error = 5e-6;         // standard deviations
  constexpr double relative_error = 5e-5;  // of a table's cubic pieces
  boost::math::normal const normal;
  for (std::uint32_t i = 0; i < tile_paths; ++i) {
    double const z = quantile(normal, (words[i] + 0.5) / 4294967296.0);
    double const low = quantile(compiled.law, cdf(normal, z - z_error));
    double const high = quantile(compiled.law, cdf(normal, z + z_error));
    require(x[i] >= low * (1 - relative_error) && x[i] <= high * (1 + relative_error),
            fmt::format("{} at z = {}: {} is outside {} .. {}", compiled.name, z, x[i], low, high));
  }
}

void bench_law(benchmark::State& state, CompiledLaw const& compiled, Isa isa) {
  KernelLoops const loops = kernel_loops(isa);
  Variable const& variable = compiled.variable();
  std::vector<std::uint32_t> const words = draws();
  std::vector<float> x(tile_paths);
  std::uint32_t next = 0;
  for (auto _ : state) {
    loops.values(compiled.plan.bytes.data(), variable, words.data() + next * tile_paths, x.data());
    next = (next + 1) % tiles;
    benchmark::ClobberMemory();
  }
  loops.values(compiled.plan.bytes.data(), variable, words.data(), x.data());
  check_values(compiled, words.data(), x);
  state.SetItemsProcessed(state.iterations() * tile_paths);
  state.SetLabel("items: values from draws");
}

}  // namespace

void register_benchmarks() {
  for (NamedLaw const& law : laws) {
    auto const shared = std::make_shared<CompiledLaw const>(compiled(law));
    for (Isa const isa : available_isas())
      benchmark::RegisterBenchmark(
          fmt::format("marginal/{}/{}", law.name, name(isa)).c_str(),
          [=](benchmark::State& state) { bench_law(state, *shared, isa); });
  }
}

}  // namespace nameplate
