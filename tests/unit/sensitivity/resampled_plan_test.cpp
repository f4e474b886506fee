#include "host/sensitivity/resampled_plan.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "nameplate/samples.hpp"
#include "tests/support/statistics.hpp"
#include "tests/unit/sensitivity/gaussian_model.hpp"

namespace nameplate {
namespace {

RunOptions options(std::uint64_t paths) { return {.paths = paths, .backend = Backend::cpu}; }

std::vector<double> values(Plan const& plan, std::uint64_t paths, std::size_t output = 0) {
  Samples const samples = sample(plan, options(paths));
  auto const row = samples.row(output);
  return {row.begin(), row.end()};
}

Catalog shipped() { return load_catalog(NAMEPLATE_DATA_DIR "/catalog.toml"); }

Plan shipped_plan() {
  return compile(shipped(), {.dates = {"2028", "2030"},
                             .scopes = {"portfolio", "group:openai"},
                             .metrics = {"homes_energy", "effective_eflops"}});
}

TEST(ResampledPlans, WithEveryInputKeptGiveTheSameBytes) {
  Plan const plan = shipped_plan();
  ResampledPlans const plans(plan);
  VariableSet const all(plan.inputs.size(), true);
  Samples const base = sample(plan, options(500));
  EXPECT_EQ(sample(plans.given_inputs(all), options(500)).values, base.values);
  EXPECT_EQ(sample(plans.given_factors(all), options(500)).values, base.values);
}

TEST(ResampledPlans, WithNothingKeptAreIndependentOfTheOriginalAndOfItsDistribution) {
  Plan const plan = shipped_plan();
  ResampledPlans const plans(plan);
  VariableSet const none(plan.inputs.size());
  constexpr std::uint64_t n = 20'000;
  for (Plan const& other : {plans.given_inputs(none), plans.given_factors(none)}) {
    for (std::size_t o : {1u, 5u}) {  // in 2030, of the portfolio and of the group
      std::vector<double> a = values(plan, n, o), b = values(other, n, o);
      EXPECT_LT(std::abs(correlation(a, b)), 4.5 / std::sqrt(n));
      std::sort(a.begin(), a.end());
      std::sort(b.begin(), b.end());
      double distance = 0;  // Kolmogorov-Smirnov; beyond 1.95 / sqrt(n / 2) by chance once in 1,000
      for (std::size_t i = 0; i < n; ++i) {
        auto const below = std::upper_bound(b.begin(), b.end(), a[i]) - b.begin();
        distance =
            std::max(distance, std::abs(static_cast<double>(below) - static_cast<double>(i)));
      }
      EXPECT_LT(distance / n, 1.95 / std::sqrt(n / 2.0));
    }
  }
}

/// Phase a/1 is kept; what its neighbour is then depends on it as it does in the original.
TEST(ResampledPlans, DrawTheOthersFromTheirDistributionGivenWhatIsKept) {
  Plan const plan = GaussianModel::plan();
  ResampledPlans const plans(plan);
  VariableSet kept(plan.inputs.size());
  std::size_t known = 0;
  for (std::size_t v = 0; v < plan.inputs.size(); ++v) {
    if (plan.inputs[v].stream == "phase:a/1") known = v;
  }
  kept[known] = true;
  Plan const resampled = plans.given_inputs(kept);
  using M = GaussianModel;
  double const common = M::on_grid * M::on_grid + M::on_supply * M::on_supply +
                        2 * M::correlation * M::on_grid * M::on_supply;
  constexpr std::uint64_t n = 100'000;
  std::vector<double> const x = values(plans.normal_variables({known}), n);
  // The total of the resampled plan: 3 x itself, and the others' share of what it says of them.
  double const same_build = common + M::on_site * M::on_site;
  double const covariance = 3 + 1 * same_build + (2 + 0.5 + 1.5) * common;
  double const expected = 0.1 * covariance / moments(values(plan, n)).standard_deviation;
  EXPECT_NEAR(correlation(x, values(resampled, n)), expected, 4.5 / std::sqrt(n));
  EXPECT_NEAR(correlation(x, values(plan, n)), expected, 4.5 / std::sqrt(n));
}

/// One phase of a build is kept, so the other's luck of the site follows from it in part: sums over
/// the build keep their spread, within 4.5 standard errors.
TEST(ResampledPlans, KeepTheSpreadWithinABuild) {
  Plan const plan = GaussianModel::plan("build:a");
  VariableSet kept(plan.inputs.size());
  for (std::size_t v = 0; v < kept.size(); ++v) kept[v] = plan.inputs[v].stream == "phase:a/0";
  SampleMoments const base = moments(values(plan, 100'000));
  SampleMoments const found = moments(values(ResampledPlans(plan).given_inputs(kept), 100'000));
  EXPECT_NEAR(found.mean, 4, 4.5 * found.mean_standard_error);
  EXPECT_NEAR(found.standard_deviation, base.standard_deviation,
              4.5 * std::sqrt(2.0) * found.standard_deviation_standard_error);
}

TEST(ResampledPlans, FixInputsAtAQuantile) {
  Plan const plan = GaussianModel::plan();
  VariableSet all(plan.inputs.size());
  for (std::size_t v = 0; v < all.size(); ++v) all[v] = plan.inputs[v].input == "size_factor";
  for (double const value : values(ResampledPlans(plan).fixed_at(all, 1.5), 100))
    EXPECT_NEAR(value, 8 * 1.15, 1e-6);
}

/// A choice by the random word itself: the basis is facility power up to probability 0.8.
TEST(ResampledPlans, FixDiscreteInputsAtAQuantile) {
  TinyBuild build;
  build.basis = "{ facility = 0.8, it = 0.2 }";
  Catalog const catalog = TinyCatalog().build(build).parse();
  Plan const plan = compile(catalog, {.dates = {"2030"}, .metrics = {"facility_gw"}});
  ASSERT_EQ(plan.inputs.size(), 1u);
  EXPECT_EQ(plan.inputs[0].input, "basis");
  ResampledPlans const plans(plan);
  EXPECT_FLOAT_EQ(values(plans.fixed_at({true}, 0.8), 10)[3], 1.0f);  // P79
  EXPECT_NEAR(values(plans.fixed_at({true}, 0.9), 10)[3], tiny_value("design_peak_ratio"),
              1e-6);  // P82
}

TEST(ResampledPlans, GiveTheNormalVariablesBehindInputs) {
  Plan const plan = GaussianModel::plan();
  ResampledPlans const plans(plan);
  std::vector<std::size_t> sizes;
  for (std::size_t const v : plans.draws())
    if (plan.inputs[v].input == "size_factor") sizes.push_back(v);
  ASSERT_EQ(sizes.size(), 5u);
  Samples const z = sample(plans.normal_variables(sizes), options(2000));
  Samples const y = sample(plan, options(2000));
  double const mw[] = {1, 3, 2, 0.5, 1.5};
  for (std::uint64_t path = 0; path < 2000; ++path) {
    double total = 0;
    for (std::size_t k = 0; k < 5; ++k) total += mw[k] * (1 + 0.1 * z.row(k)[path]);
    ASSERT_NEAR(total, y.row(0)[path], 1e-5);
  }
}

}  // namespace
}  // namespace nameplate
