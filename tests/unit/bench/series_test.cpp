#include "host/bench/series.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace nameplate {
namespace {

std::vector<double> counted_to(std::size_t n) {
  std::vector<double> values(n);
  std::iota(values.begin(), values.end(), 1.0);
  return values;
}

std::vector<double> const shuffled = {3, 9, 1, 5, 7, 2, 8, 4, 6};

TEST(Series, SummarisesByOrderStatistics) {
  SeriesSummary const summary = summarize_series(shuffled);
  EXPECT_EQ(summary.count, 9u);
  EXPECT_EQ(summary.min, 1);
  EXPECT_EQ(summary.q1, 3);
  EXPECT_EQ(summary.median, 5);
  EXPECT_EQ(summary.q3, 7);
  EXPECT_EQ(summary.max, 9);
  EXPECT_DOUBLE_EQ(summary.mean, 5);
  EXPECT_DOUBLE_EQ(summary.standard_deviation, std::sqrt(60.0 / 8));
}

TEST(Series, MedianOfAnEvenNumberLiesBetweenTheMiddleTwo) {
  EXPECT_EQ(summarize_series({4, 1, 2, 3}).median, 2.5);
}

// Ranks from the table of Conover, "Practical Nonparametric Statistics": with 9 values the 2nd and
// the 8th hold the median with 96.1 %, with 20 the 6th and the 15th with 95.9 %.
TEST(Series, IntervalOfTheMedianHasThePublishedRanks) {
  auto const nine = median_interval(counted_to(9), 0.95);
  ASSERT_TRUE(nine);
  EXPECT_EQ(nine->low, 2);
  EXPECT_EQ(nine->high, 8);
  auto const twenty = median_interval(counted_to(20), 0.95);
  ASSERT_TRUE(twenty);
  EXPECT_EQ(twenty->low, 6);
  EXPECT_EQ(twenty->high, 15);
}

TEST(Series, TooFewValuesHaveNoInterval) {
  EXPECT_FALSE(median_interval(counted_to(5), 0.95));
  EXPECT_TRUE(median_interval(counted_to(6), 0.95));
  EXPECT_FALSE(summarize_series(counted_to(5)).noise());
}

TEST(Series, NoiseIsHalfTheIntervalOverTheMedian) {
  EXPECT_DOUBLE_EQ(*summarize_series(counted_to(9)).noise(), (8.0 - 2.0) / 2 / 5);
}

// 2000 series of 15 values each hold the median with probability 0.9648 (binomial); below 0.95 by
// chance only 3.6 standard errors away: 1 in 6000.
TEST(Series, IntervalHoldsTheMedianAsOftenAsItSays) {
  std::mt19937_64 random(11);
  std::lognormal_distribution<double> law(0, 1);  // its median is 1
  int held = 0;
  constexpr int trials = 2000;
  for (int trial = 0; trial < trials; ++trial) {
    std::vector<double> values(15);
    for (double& value : values) value = law(random);
    auto const interval = summarize_series(values).interval;
    held += interval->low <= 1 && 1 <= interval->high ? 1 : 0;
  }
  EXPECT_GE(held, 0.95 * trials);
  EXPECT_LE(held, 0.98 * trials);
}

TEST(MedianRatio, IsThatOfTheMediansWithTheirIntervals) {
  std::vector<double> twice = counted_to(9);
  for (double& value : twice) value *= 2;
  MedianRatio const ratio = median_ratio(twice, counted_to(9));
  EXPECT_DOUBLE_EQ(ratio.ratio, 2);
  ASSERT_TRUE(ratio.interval);
  EXPECT_DOUBLE_EQ(ratio.interval->low, 2.0 / 9);  // of nine values, only all hold it with 97.5 %
  EXPECT_DOUBLE_EQ(ratio.interval->high, 18.0 / 1);
}

TEST(MedianRatio, HasNoIntervalWithFewValues) {
  EXPECT_FALSE(median_ratio(counted_to(6), counted_to(20)).interval);
  EXPECT_FALSE(median_ratio(counted_to(20), counted_to(6)).interval);
  EXPECT_TRUE(median_ratio(counted_to(7), counted_to(7)).interval);
}

}  // namespace
}  // namespace nameplate
