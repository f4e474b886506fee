#include "host/results/tail.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

#include "tests/unit/results/fake_run.hpp"

namespace nameplate {
namespace {

constexpr float nan = std::numeric_limits<float>::quiet_NaN();

std::vector<float> lognormals(std::size_t count) {
  std::mt19937_64 engine(2);
  std::lognormal_distribution<float> law(1.0f, 1.5f);
  std::vector<float> values(count);
  for (float& value : values) value = law(engine);
  return values;
}

Summary tallied(FakeOutput const& output, std::vector<float> const& values) {
  Plan const plan = fake_plan({output});
  Tallies const tallies = tally(plan, {values});
  Summary summary = summarize(plan, tallies);
  add_tails(plan, tallies, summary);
  return summary;
}

Summary exact(FakeOutput const& output, std::vector<float> const& values) {
  RunOptions options;
  options.backend = Backend::cpu;
  return summarize_exactly(fake_plan({output}), samples_of({values}), options);
}

TailSummary tail(Summary const& summary) { return summary.outputs.front().tail.value(); }

TEST(Tail, ShortfallsAreTheMeansOfTheEnds) {
  std::vector<float> values = lognormals(50'000);
  TailSummary const result = tail(exact({}, values));
  std::sort(values.begin(), values.end());
  auto const mean = [&](auto first, auto last) {
    return std::accumulate(first, last, 0.0) / static_cast<double>(last - first);
  };
  ASSERT_EQ(result.shortfalls.size(), 4u);
  double const expected[] = {
      mean(values.begin(), values.begin() + 50), mean(values.begin(), values.begin() + 500),
      mean(values.end() - 500, values.end()), mean(values.end() - 50, values.end())};
  for (std::size_t i = 0; i < 4; ++i)
    EXPECT_NEAR(result.shortfalls[i].value.value(), expected[i], 1e-12 * expected[i]) << i;
  EXPECT_EQ(result.shortfalls[0].side, Side::low);
  EXPECT_EQ(result.shortfalls[1].share, 0.01);
  EXPECT_EQ(result.shortfalls[3].side, Side::high);
  EXPECT_EQ(result.shortfalls[3].share, 0.001);
}

/// 1 % of 1050 paths is ten and a half.
TEST(Tail, CountsAPathInPartWhereTheShareIsNoWholeNumber) {
  std::vector<float> values(1050);
  std::iota(values.begin(), values.end(), 1.0f);
  TailSummary const result = tail(exact({}, values));
  EXPECT_NEAR(result.shortfalls[1].value.value(), (55 + 0.5 * 11) / 10.5, 1e-12);
  EXPECT_NEAR(result.shortfalls[2].value.value(), (10455 + 0.5 * 1040) / 10.5, 1e-9);
}

TEST(Tail, ExactQuantilesAreOrderStatistics) {
  std::vector<float> values = lognormals(12'345);
  Summary const summary = exact({}, values);
  std::sort(values.begin(), values.end());
  std::vector<QuantileEstimate> all = summary.outputs.front().quantiles;
  std::vector<QuantileEstimate> const extreme = tail(summary).quantiles;
  all.insert(all.end(), extreme.begin(), extreme.end());
  ASSERT_EQ(all.size(), 9u);
  for (auto const& [p, value, low, high] : all) {
    auto const n = static_cast<double>(values.size());
    double const reach = 1.959963984540054 * std::sqrt(n * p * (1 - p));
    auto const at = [&](double rank) {
      return values[static_cast<std::size_t>(std::clamp(rank, 1.0, n)) - 1];
    };
    EXPECT_EQ(value, at(std::ceil(n * p))) << p;
    EXPECT_EQ(low, at(std::floor(n * p - reach))) << p;
    EXPECT_EQ(high, at(std::ceil(n * p + reach))) << p;
  }
}

TEST(Tail, OfTalliesIsWithinTheBoundOfTheExactOne) {
  std::vector<float> const values = lognormals(50'000);
  TailSummary const from_bins = tail(tallied({}, values)), from_values = tail(exact({}, values));
  for (std::size_t i = 0; i < 4; ++i) {
    double const q = from_values.quantiles[i].value;
    EXPECT_NEAR(from_bins.quantiles[i].value, q, 1e-3 * q) << i;
    double const mean = from_values.shortfalls[i].value.value();
    EXPECT_NEAR(from_bins.shortfalls[i].value.value(), mean, 1e-3 * mean) << i;
    double const error = from_values.shortfalls[i].standard_error.value();
    EXPECT_NEAR(from_bins.shortfalls[i].standard_error.value(), error, 1e-2 * error) << i;
  }
}

TEST(Tail, KeepsMeanAndCountersOfTheTallies) {
  std::vector<float> values = lognormals(2000);
  values[3] = values[77] = 0;
  values[5] = nan;
  values[8] = -1;  // no value of an output that cannot be negative
  OutputSummary const from_bins = tallied({}, values).outputs.front();
  OutputSummary const from_values = exact({}, values).outputs.front();
  EXPECT_EQ(from_values.mean, from_bins.mean);
  EXPECT_EQ(from_values.standard_deviation, from_bins.standard_deviation);
  EXPECT_EQ(from_values.undefined, 2u);
  EXPECT_EQ(from_values.zero, 2u);
  EXPECT_EQ(from_values.tail->quantiles.front().value, 0);  // rank 2 of 1998
}

TEST(Tail, WithoutValuesHasNoEstimates) {
  for (Summary const& summary : {tallied({}, {nan, nan}), exact({}, {nan, nan})}) {
    EXPECT_TRUE(summary.outputs.front().quantiles.empty());
    EXPECT_TRUE(tail(summary).quantiles.empty());
    for (ShortfallEstimate const& shortfall : tail(summary).shortfalls)
      EXPECT_FALSE(shortfall.value);
  }
}

TEST(Tail, OfOnePathHasQuantilesAndNoShortfalls) {
  for (Summary const& summary : {tallied({}, {3.75f}), exact({}, {3.75f})}) {
    for (QuantileEstimate const& quantile : tail(summary).quantiles)
      EXPECT_EQ(quantile.value, 3.75);
    for (ShortfallEstimate const& shortfall : tail(summary).shortfalls)
      EXPECT_FALSE(shortfall.value);
  }
}

TEST(Tail, WhatIsTheSameOnEveryPathHasNoError) {
  for (float const value : {0.0f, 10.3f}) {
    std::vector<float> const values(10'000, value);
    for (Summary const& summary : {tallied({}, values), exact({}, values)}) {
      for (ShortfallEstimate const& shortfall : tail(summary).shortfalls) {
        EXPECT_EQ(shortfall.value, static_cast<double>(value));
        EXPECT_EQ(shortfall.standard_error, 0.0);
      }
    }
  }
}

TEST(Tail, NeedsTenValuesInIt) {
  TailSummary const enough = tail(exact({}, lognormals(1000)));
  EXPECT_TRUE(enough.shortfalls[1].value);
  EXPECT_FALSE(enough.shortfalls[0].value);
  EXPECT_FALSE(tail(exact({}, lognormals(999))).shortfalls[1].value);
}

TEST(Tail, BeyondTheTalliedRangeIsInfiniteFromTallies) {
  std::vector<float> values(2000, 1.0f);
  std::fill_n(values.begin(), 30, 40.0f);
  FakeOutput const output{.max_exponent = 4};
  TailSummary const from_bins = tail(tallied(output, values)),
                    from_values = tail(exact(output, values));
  EXPECT_EQ(from_bins.shortfalls[2].value, std::numeric_limits<double>::infinity());
  EXPECT_FALSE(from_bins.shortfalls[2].standard_error);
  EXPECT_NEAR(from_bins.shortfalls[1].value.value(), 1.0, 1e-3);
  EXPECT_EQ(from_values.shortfalls[2].value, 40.0);
}

TEST(Tail, HasNoMeanOfOppositeInfinities) {
  std::vector<float> values(2000, -40.0f);
  std::fill_n(values.begin(), 5,
              40.0f);  // a quarter of the highest 1 %, the rest is below the range
  TailSummary const result = tail(tallied({.max_exponent = 4, .is_signed = true}, values));
  EXPECT_FALSE(result.shortfalls[2].value);
  EXPECT_EQ(result.shortfalls[1].value, -std::numeric_limits<double>::infinity());
}

}  // namespace
}  // namespace nameplate
