#include "host/results/probability.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "tests/unit/results/fake_run.hpp"

namespace nameplate {
namespace {

ProbabilityBounds bounds(std::vector<float> const& values, double threshold) {
  Plan const plan = fake_plan({{.max_exponent = 4, .is_signed = true}});
  return probability_at_least(plan, tally(plan, {values}), 0, threshold);
}

std::vector<float> const values = {-20.0f, -3.0f, 0.0f, 1e-6f, 1.0f,
                                   2.0f,   2.0f,  7.3f, 20.0f, 30.0f};

TEST(ProbabilityAtLeast, IsExactAtALowerEdge) {
  for (auto const& [threshold, share] :
       {std::pair(1.0, 0.6), {2.0, 0.5}, {4.0, 0.3}, {16.0, 0.2}}) {
    EXPECT_DOUBLE_EQ(bounds(values, threshold).low, share) << threshold;
    EXPECT_DOUBLE_EQ(bounds(values, threshold).high, share) << threshold;
  }
}

TEST(ProbabilityAtLeast, CountsZerosAtZero) {
  EXPECT_DOUBLE_EQ(bounds(values, 0).low, 0.8);
  EXPECT_DOUBLE_EQ(bounds(values, 0).high, 0.8);
}

TEST(ProbabilityAtLeast, InsideABinIsBoundedByIt) {
  auto const [low, high] = bounds(values, 7.3);
  EXPECT_DOUBLE_EQ(low, 0.2);
  EXPECT_DOUBLE_EQ(high, 0.3);
  auto const [negative_low, negative_high] =
      bounds(values, -3.0);  // closed above: the edge is in the bin
  EXPECT_DOUBLE_EQ(negative_low, 0.8);
  EXPECT_DOUBLE_EQ(negative_high, 0.9);
}

TEST(ProbabilityAtLeast, AboveTheRangeIsBoundedByTheOverflow) {
  auto const [low, high] = bounds(values, 25);
  EXPECT_DOUBLE_EQ(low, 0);
  EXPECT_DOUBLE_EQ(high, 0.2);
}

TEST(ProbabilityAtLeast, LeavesOutPathsWithoutAValue) {
  float const nan = std::numeric_limits<float>::quiet_NaN();
  EXPECT_DOUBLE_EQ(bounds({nan, nan, 1.0f, 4.0f}, 2).low, 0.5);
}

TEST(ProbabilityAtLeast, WithoutAnyValueIsUnknown) {
  auto const [low, high] = bounds({std::numeric_limits<float>::quiet_NaN()}, 1);
  EXPECT_EQ(low, 0);
  EXPECT_EQ(high, 1);
}

}  // namespace
}  // namespace nameplate
