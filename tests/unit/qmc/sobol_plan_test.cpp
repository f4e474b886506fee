#include "host/qmc/sobol_plan.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "host/sensitivity/resampled_plan.hpp"
#include "nameplate/samples.hpp"
#include "tests/support/evaluate.hpp"
#include "tests/unit/qmc/qmc_model.hpp"

namespace nameplate {
namespace {

RunOptions options(std::uint64_t paths) { return {.paths = paths, .backend = Backend::cpu}; }

Plan shipped_plan() {
  return compile(load_catalog(NAMEPLATE_DATA_DIR "/catalog.toml"),
                 {.dates = {"2030"}, .metrics = {"homes_energy", "effective_eflops"}});
}

/// A draw of path p is the coordinate of point p mod 2^bits: each of 2^bits equal intervals of
/// probability has one.
TEST(SobolPlans, GiveEveryDrawAPermutationOfEqualParts) {
  Plan const plan = QmcModel::plan();
  ResampledPlans const plans(plan);
  constexpr std::uint32_t bits = 6;
  SobolPlans const sobol(plan, plans.draws());
  Plan const at_points = sobol.make(bits, 1, 3);
  ASSERT_EQ(plan.variable_count, 6u);
  PlanView const view(at_points.bytes.data());
  std::size_t coordinates = 0;
  for (std::uint32_t g = 0; g < view.header().shared_groups.count + view.builds()[0].groups.count;
       ++g) {
    for (int w = 0; w < 4; ++w) {
      if (view.sobol_words()[g].row[w] == no_sobol_row) continue;
      ++coordinates;
      std::vector<bool> seen(1u << bits);
      for (std::uint64_t path = 0; path < 1u << bits; ++path) {
        PathDraws<std::uint32_t> const at(1, path + 1024);
        seen[draw_words<float>(view, g, at).word[w] >> (32 - bits)] = true;
      }
      EXPECT_EQ(std::count(seen.begin(), seen.end(), true), 1 << bits);
    }
  }
  EXPECT_EQ(coordinates, 6u);
}

TEST(SobolPlans, GiveTheSameBytesOnEveryInstructionSetAndByTheScalarModel) {
  Plan const base = shipped_plan();
  Plan const plan = SobolPlans(base, draws_by_influence(base, options(1))).make(10, 7, 2);
  PathEvaluator<float> evaluate(plan, 7);
  RunOptions run = options(1000);
  run.seed = 7;
  run.first_path = 5;
  Samples const expected = sample(plan, run);
  for (std::uint64_t path = 5; path < 1005; ++path)
    for (std::size_t o = 0; o < 2; ++o)
      ASSERT_EQ(expected.row(o)[path - 5], evaluate(path)[o]) << path;
  for (Isa const isa : {Isa::portable, Isa::avx2, Isa::avx512}) {
    if (!available(isa)) continue;
    run.isa = isa;
    EXPECT_EQ(sample(plan, run).values, expected.values);
  }
}

TEST(SobolPlans, LeaveDrawsWithoutCoordinatesRandom) {
  Plan const plan = QmcModel::plan();
  Plan const none = SobolPlans(plan, {}).make(5, 1, 0);
  EXPECT_EQ(sample(none, options(500)).values, sample(plan, options(500)).values);
}

TEST(DrawsByInfluence, BeginWithWhatMovesTheOutputMost) {
  Plan const plan =
      compile(TinyCatalog()
                  .law("load_factor", R"({ family = "uniform", min = 0.69, max = 0.71 })")
                  .law("size_factor", R"({ family = "uniform", min = 0.5, max = 1.5 })")
                  .build({})
                  .parse(),
              {.dates = {"2030"}, .metrics = {"average_gw"}});
  std::vector<std::size_t> const order = draws_by_influence(plan, options(1));
  ASSERT_EQ(order.size(), 2u);
  EXPECT_EQ(plan.inputs[order[0]].input, "size_factor");
}

}  // namespace
}  // namespace nameplate
