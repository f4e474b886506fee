#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "nameplate/error.hpp"
#include "nameplate/qmc.hpp"
#include "tests/unit/qmc/qmc_model.hpp"

namespace nameplate {
namespace {

using testing::HasSubstr;

RunOptions options(std::uint64_t paths, std::uint64_t seed = 1) {
  return {.paths = paths, .seed = seed, .backend = Backend::cpu};
}

/// Variance of an estimate by random paths over that by points, 64 randomizations of 4,096.
struct Gains {
  double mean = 0, p50 = 0, p95 = 0;
};

Gains gains() {
  Plan const plan = QmcModel::plan();
  RunOptions const run_options = options(64 * 4096);
  OutputSummary const points = run_qmc(plan, run_options, 64).summary.outputs[0];
  OutputSummary const random = summarize(plan, run(plan, run_options).tallies).outputs[0];
  auto const square_ratio = [](double a, double b) { return a * a / (b * b); };
  auto const interval_ratio = [&](std::size_t q) {
    return square_ratio(random.quantiles[q].high - random.quantiles[q].low,
                        points.quantiles[q].high - points.quantiles[q].low);
  };
  return {square_ratio(*random.mean_standard_error, *points.mean_standard_error), interval_ratio(2),
          interval_ratio(4)};
}

/// Far from the limits: a mean of a smooth function of six inputs gains thousands, percentiles of
/// it some tens; without the order that scrambling keeps there is no gain at all.
TEST(Qmc, HasMuchSmallerErrorsThanRandomPathsForASmoothModel) {
  Gains const found = gains();
  EXPECT_GT(found.mean, 500);
  EXPECT_GT(found.p50, 3);
  EXPECT_GT(found.p95, 3);
}

/// The mean of 16 million random paths stands for the true one: its error is a hundredth of that
/// of the points here. Of 60 intervals of 95 %, 51 or more hold it but once in 10,000.
TEST(Qmc, HasIntervalsThatHoldWhatTheyShould) {
  Plan const plan = QmcModel::plan();
  Summary const exact = run_qmc(plan, options(16 * 65536, 99), 16).summary;
  int mean_held = 0, median_held = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    OutputSummary const output = run_qmc(plan, options(16 * 256, seed), 16).summary.outputs[0];
    double const t = 2.131;  // 15 degrees of freedom
    mean_held += std::abs(*output.mean - *exact.outputs[0].mean) < t * *output.mean_standard_error;
    QuantileEstimate const& median = output.quantiles[2];
    double const truth = exact.outputs[0].quantiles[2].value;
    median_held += median.low <= truth && truth <= median.high;
  }
  EXPECT_GE(mean_held, 51);
  EXPECT_GE(median_held, 51);
  EXPECT_LT(mean_held, 60);
}

TEST(Qmc, DependsOnSeedAndPathsOnly) {
  Plan const plan = QmcModel::plan();
  RunOptions one = options(8 * 512), three = one;
  one.threads = 1;
  three.threads = 3;
  three.chunk_paths = 100;
  OutputSummary const a = run_qmc(plan, one, 8).summary.outputs[0];
  OutputSummary const b = run_qmc(plan, three, 8).summary.outputs[0];
  OutputSummary const c = run_qmc(plan, options(8 * 512, 2), 8).summary.outputs[0];
  EXPECT_EQ(a.mean, b.mean);
  EXPECT_EQ(a.mean_standard_error, b.mean_standard_error);
  EXPECT_EQ(a.quantiles[0].low, b.quantiles[0].low);
  EXPECT_NE(a.mean, c.mean);
}

std::string refusal(std::uint64_t paths) {
  try {
    run_qmc(QmcModel::plan(), options(paths), 16);
  } catch (InputError const& error) {
    return error.what();
  }
  return "none";
}

TEST(Qmc, NeedsAPowerOfTwoOfPointsInEachRandomization) {
  EXPECT_THAT(refusal(1'000'000),
              HasSubstr("paths: 1,000,000 in 16 randomizations: each needs a power of two of "
                        "Sobol' points: ask for 524,288 or 1,048,576 paths"));
  EXPECT_THAT(refusal(15), HasSubstr("ask for 16 or 32 paths"));
  EXPECT_THAT(refusal(48), HasSubstr("ask for 32 or 64 paths"));
}

}  // namespace
}  // namespace nameplate
