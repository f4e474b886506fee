#include "nameplate/summary.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

#include "tests/unit/results/fake_run.hpp"

namespace nameplate {
namespace {

constexpr double tolerance = 1e-3;  // the promised bound; a bin is 2^-10 wide
std::vector<double> const probabilities = {0, 0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999, 1};

std::vector<float> normals(std::size_t count, float mean, float sd, std::uint64_t seed) {
  std::mt19937_64 engine(seed);
  std::normal_distribution<float> law(mean, sd);
  std::vector<float> values(count);
  for (float& value : values) value = law(engine);
  return values;
}

std::vector<float> lognormals(std::size_t count, std::uint64_t seed) {
  std::vector<float> values = normals(count, 1.0f, 1.5f, seed);
  for (float& value : values) value = std::exp(value);
  return values;
}

/// The k-th smallest, k = ceil(p n), at least the first.
double order_statistic(std::vector<float> values, double p) {
  std::sort(values.begin(), values.end());
  double const rank = std::max(1.0, std::ceil(p * static_cast<double>(values.size())));
  return values[static_cast<std::size_t>(rank) - 1];
}

OutputSummary summary_of(FakeOutput const& output, std::vector<float> const& values,
                         std::vector<double> const& p = probabilities) {
  Plan const plan = fake_plan({output});
  return summarize(plan, tally(plan, {values}), p).outputs.front();
}

void expect_order_statistics(OutputSummary const& summary, std::vector<float> const& values) {
  ASSERT_EQ(summary.quantiles.size(), probabilities.size());
  for (QuantileEstimate const& quantile : summary.quantiles) {
    double const exact = order_statistic(values, quantile.p);
    EXPECT_NEAR(quantile.value, exact, tolerance * std::abs(exact)) << "p = " << quantile.p;
    EXPECT_LE(quantile.low, quantile.value);
    EXPECT_GE(quantile.high, quantile.value);
  }
}

TEST(Summary, QuantilesAreOrderStatisticsOfPositiveValues) {
  std::vector<float> const values = lognormals(100'000, 1);
  expect_order_statistics(summary_of({}, values), values);
}

TEST(Summary, QuantilesAreOrderStatisticsOfSignedValues) {
  std::vector<float> const values = normals(100'001, -0.5f, 2.0f, 2);
  expect_order_statistics(
      summary_of({.min_exponent = -20, .max_exponent = 6, .is_signed = true}, values), values);
}

TEST(Summary, QuantilesAreOrderStatisticsOfFewValues) {
  for (std::size_t const count : {1, 2, 3, 7, 20}) {
    std::vector<float> const values = lognormals(count, 3 + count);
    expect_order_statistics(summary_of({}, values), values);
  }
}

TEST(Summary, IntervalsAreOrderStatistics) {
  std::vector<float> const values = lognormals(10'000, 4);
  std::vector<float> sorted = values;
  std::sort(sorted.begin(), sorted.end());
  OutputSummary const summary = summary_of({}, values, {0.5});
  // n p -+ 1.95996 sqrt(n p (1 - p)) = 5000 -+ 97.998
  EXPECT_NEAR(summary.quantiles[0].low, sorted[4902 - 1], tolerance * sorted[4902 - 1]);
  EXPECT_NEAR(summary.quantiles[0].high, sorted[5098 - 1], tolerance * sorted[5098 - 1]);
}

TEST(Summary, IntervalsCoverTheTrueQuantile) {
  constexpr int repetitions = 2000;
  std::mt19937_64 engine(5);
  std::uniform_real_distribution<float> uniform(1.0f, 2.0f);
  for (double const p : {0.05, 0.5, 0.9}) {
    int covered = 0;
    for (int i = 0; i < repetitions; ++i) {
      std::vector<float> values(400);
      for (float& value : values) value = uniform(engine);
      auto const [at, value, low, high] = summary_of({}, values, {p}).quantiles[0];
      covered += low <= 1 + p && 1 + p <= high;
    }
    // Four standard errors below 0.95; above it what whole ranks add.
    EXPECT_GT(covered, repetitions * (0.95 - 4 * std::sqrt(0.95 * 0.05 / repetitions))) << p;
    EXPECT_LT(covered, repetitions * 0.985) << p;
  }
}

TEST(Summary, CountsZeroUndefinedAndValuesOutOfRange) {
  float const nan = std::numeric_limits<float>::quiet_NaN();
  float const infinity = std::numeric_limits<float>::infinity();
  OutputSummary const summary = summary_of(
      {.min_exponent = -10, .max_exponent = 4, .is_signed = true},
      {nan, nan, nan, 0.0f, -0.0f, 1e-6f, -1e-6f, 16.0f, infinity, -17.0f, 1.0f, -3.0f}, {0.5});
  EXPECT_EQ(summary.paths, 12u);
  EXPECT_EQ(summary.undefined, 3u);
  EXPECT_EQ(summary.zero, 2u);
  EXPECT_EQ(summary.underflow, 2u);
  EXPECT_EQ(summary.overflow, 3u);
  EXPECT_EQ(summary.quantiles[0].value, 0.0);
  // The mean leaves out what is undefined or above the range: 2e-6 - 2e-6 + 1 - 3 over 6.
  EXPECT_NEAR(summary.mean.value(), -2.0 / 6, 1e-9);
}

TEST(Summary, QuantilesAboveTheRangeAreInfinite) {
  OutputSummary const summary = summary_of({.max_exponent = 4, .is_signed = true},
                                           {-20.0f, -20.0f, 1.0f, 20.0f, 20.0f}, {0.1, 0.6, 0.9});
  EXPECT_EQ(summary.quantiles[0].value, -std::numeric_limits<double>::infinity());
  EXPECT_NEAR(summary.quantiles[1].value, 1.0, tolerance);
  EXPECT_EQ(summary.quantiles[2].value, std::numeric_limits<double>::infinity());
}

TEST(Summary, UnderflowCountsAsZeroInQuantiles) {
  OutputSummary const summary = summary_of({}, {1e-6f, 1e-6f, 2e-6f, 5.0f}, {0.5});
  EXPECT_EQ(summary.quantiles[0].value, 0.0);
}

TEST(Summary, NegativeValuesOfAnOutputThatCannotHaveThemAreUndefined) {
  OutputSummary const summary = summary_of({}, {-1.0f, 2.0f, 2.0f}, {0.5});
  EXPECT_EQ(summary.undefined, 1u);
  EXPECT_NEAR(summary.quantiles[0].value, 2.0, 2 * tolerance);
}

TEST(Summary, WithoutAnyValueHasNoEstimates) {
  float const nan = std::numeric_limits<float>::quiet_NaN();
  OutputSummary const summary = summary_of({}, {nan, nan});
  EXPECT_FALSE(summary.mean);
  EXPECT_FALSE(summary.standard_deviation);
  EXPECT_FALSE(summary.mean_standard_error);
  EXPECT_TRUE(summary.quantiles.empty());
}

TEST(Summary, OneValueHasAMeanAndNoSpread) {
  OutputSummary const summary = summary_of({}, {3.75f}, {0.5});
  EXPECT_EQ(summary.mean, 3.75);
  EXPECT_FALSE(summary.standard_deviation);
  EXPECT_EQ(summary.quantiles[0].value, 3.75);
}

TEST(Summary, WhatIsTheSameOnEveryPathIsExact) {
  float const value = 10.3f;
  OutputSummary const summary = summary_of({}, std::vector<float>(1000, value), {0.05, 0.95});
  EXPECT_EQ(summary.mean, static_cast<double>(value));
  EXPECT_EQ(summary.standard_deviation, 0.0);
  for (QuantileEstimate const& quantile : summary.quantiles) {
    EXPECT_EQ(quantile.value, static_cast<double>(value));
    EXPECT_EQ(quantile.low, quantile.high);
  }
}

TEST(Summary, ASpreadBelowTheResolutionOfTheSquaresIsNotReported) {
  std::vector<float> values(1000, 0.0f);
  values.back() = 100.0f;  // its square is 2^-9 units of squares in a range up to 2^36
  OutputSummary const summary = summary_of({.min_exponent = 4, .max_exponent = 36}, values, {0.5});
  EXPECT_EQ(summary.quantiles.front().value, 0);
  EXPECT_NEAR(*summary.mean, 0.1, 1e-9);
  EXPECT_FALSE(summary.standard_deviation.has_value());
}

TEST(Summary, MomentsAreThoseOfTheSample) {
  for (float const mean : {0.0f, 3.0f, 300.0f}) {  // far from zero the two sums nearly cancel
    std::vector<float> const values = normals(50'000, mean, 0.5f, 6);
    double const count = static_cast<double>(values.size());
    double const average = std::accumulate(values.begin(), values.end(), 0.0) / count;
    double squares = 0;
    for (float const value : values) squares += (value - average) * (value - average);
    double const sd = std::sqrt(squares / (count - 1));

    OutputSummary const summary = summary_of({.max_exponent = 12, .is_signed = true}, values);
    EXPECT_NEAR(summary.mean.value(), average, 1e-8);
    // A square is rounded to 24 bits: n^-1/2 mean^2 2^-24 of the variance.
    double const rounding = (mean * mean + 1) * 0x1p-24 / std::sqrt(count);
    EXPECT_NEAR(summary.standard_deviation.value(), sd, 4 * rounding / sd + 1e-6);
    EXPECT_NEAR(summary.mean_standard_error.value(), sd / std::sqrt(count), 1e-6);
  }
}

TEST(Summary, KeepsTheOutputsInOrder) {
  Plan plan = fake_plan({{}, {.is_signed = true}});
  plan.labels[0].metric = "a";
  plan.labels[1].metric = "b";
  Summary const summary = summarize(plan, tally(plan, {{1.0f, 1.0f}, {-4.0f, -4.0f}}), {0.5});
  EXPECT_EQ(summary.paths, 2u);
  ASSERT_EQ(summary.outputs.size(), 2u);
  EXPECT_EQ(summary.outputs[0].label.metric, "a");
  EXPECT_EQ(summary.outputs[0].quantiles[0].value, 1.0);
  EXPECT_EQ(summary.outputs[1].label.metric, "b");
  EXPECT_EQ(summary.outputs[1].quantiles[0].value, -4.0);
}

}  // namespace
}  // namespace nameplate
