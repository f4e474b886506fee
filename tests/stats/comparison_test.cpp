#include "host/results/comparison.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/tiny_catalog.hpp"

/// What a comparison says of a difference, against closed forms.
namespace nameplate {
namespace {

constexpr std::uint64_t paths = 400'000;

/// One gigawatt that loads to `load`, in two regions of the law of its ratio.
Catalog catalog_with(std::string const& load, std::string const& ratio) {
  TinyBuild build;
  build.basis = R"("it")";
  return TinyCatalog()
      .law("load_factor", load)
      .law("design_peak_ratio", ratio)
      .build(build)
      .parse();
}

DifferenceSummary difference_of(Catalog const& base, Catalog const& alternative,
                                std::string const& metric, std::uint64_t seed = 1) {
  Request const request{.dates = {"2027"}, .scopes = {"portfolio"}, .metrics = {metric}};
  Plan const a = compile(base, request), b = compile(alternative, request);
  RunOptions options;
  options.paths = paths;
  options.seed = seed;
  options.backend = Backend::cpu;
  return summarize(a, b, compare(a, b, options)).front();
}

constexpr char const* ratio_law = R"({ family = "normal", mean = 1.3, sd = 0.05 })";
constexpr char const* ratio_law_plus_5_percent =
    R"({ family = "normal", mean = 1.365, sd = 0.0525 })";
constexpr char const* load_law = R"({ family = "uniform", min = 0.5, max = 0.9 })";

/// X and 1.05 X: the difference is 0.05 X on every path, so its deviation is 0.05 sd(X), and two
/// independent runs have sqrt(1 + 1.05^2) sd(X).
TEST(Comparison, SavesWhatCommonDrawsExplain) {
  DifferenceSummary const summary =
      difference_of(catalog_with("0.71", ratio_law), catalog_with("0.71", ratio_law_plus_5_percent),
                    "facility_gw");
  // The difference is rounded to 2^-24 of a gigawatt and its square tallied to 2^-26: 1e-3 of the
  // deviation at most.
  EXPECT_NEAR(*summary.difference.mean, 0.065, 5 * 0.0025 / std::sqrt(paths));
  EXPECT_NEAR(*summary.difference.standard_deviation, 0.05 * 0.05, 0.0025 * 5e-3);
  EXPECT_NEAR(*summary.standard_error_ratio, std::sqrt(1 + 1.05 * 1.05) / 0.05, 29 * 1e-2);
  EXPECT_EQ(*summary.above, 1);
  EXPECT_EQ(*summary.equal, 0);
}

/// The energy of 1 GW of IT is load x ratio; a constant load that replaces the mean of a random one
/// is above it on half of the paths.
TEST(Comparison, CountsThePathsOnWhichTheAlternativeIsAbove) {
  DifferenceSummary const summary =
      difference_of(catalog_with(load_law, "1.3"), catalog_with("0.7", "1.3"), "energy_twh");
  EXPECT_NEAR(*summary.above, 0.5, 5 * std::sqrt(0.25 / paths));
  EXPECT_NEAR(*summary.above_standard_error, std::sqrt(0.25 / paths), 1e-6);
  EXPECT_EQ(*summary.alternative.standard_deviation, 0);
  EXPECT_NEAR(*summary.standard_error_ratio, 1, 1e-3) << "nothing in common, nothing saved";
}

TEST(Comparison, OfACatalogWithItselfIsZero) {
  Catalog const catalog = catalog_with(load_law, ratio_law);
  DifferenceSummary const summary = difference_of(catalog, catalog, "energy_twh");
  EXPECT_EQ(*summary.difference.mean, 0);
  EXPECT_EQ(*summary.equal, 1);
  EXPECT_EQ(*summary.above, 0);
  EXPECT_FALSE(summary.standard_error_ratio) << "a deviation of zero gives no ratio";
}

/// The stated error of the mean difference is right: 95 % intervals of 200 seeds cover the truth at
/// least 178 times (binomial, one chance in 10^4 of fewer).
TEST(Comparison, ErrorsCover) {
  Catalog const base = catalog_with("0.71", ratio_law);
  Catalog const alternative = catalog_with("0.71", ratio_law_plus_5_percent);
  Request const request{.dates = {"2027"}, .scopes = {"portfolio"}, .metrics = {"facility_gw"}};
  Plan const a = compile(base, request), b = compile(alternative, request);
  int covered = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    RunOptions options;
    options.paths = 2'000;
    options.seed = seed;
    options.backend = Backend::cpu;
    DifferenceSummary const summary = summarize(a, b, compare(a, b, options)).front();
    double const error = std::abs(*summary.difference.mean - 0.065);
    covered += error < 1.96 * *summary.difference.mean_standard_error ? 1 : 0;
  }
  EXPECT_GE(covered, 178);
  EXPECT_LT(covered, 200) << "an error that always covers is too wide";
}

}  // namespace
}  // namespace nameplate
