#include "host/backtest/calibration.hpp"

#include <gtest/gtest.h>

namespace nameplate {
namespace {

TEST(ShareInside, OfAPointIsAllOrNothing) {
  EXPECT_EQ(share_inside({0.3, 0.3}, 0.5), 1);
  EXPECT_EQ(share_inside({0.2, 0.2}, 0.5), 0);
  EXPECT_EQ(share_inside({0.2, 0.2}, 0.9), 1);
}

TEST(ShareInside, OfAnIntervalIsThePartInCommon) {
  EXPECT_DOUBLE_EQ(share_inside({0.2, 0.3}, 0.5), 0.5);
  EXPECT_DOUBLE_EQ(share_inside({0, 1}, 0.9), 0.9);
  EXPECT_EQ(share_inside({0.8, 0.9}, 0.5), 0);
}

TEST(Coverage, IsRightOnAverageHoweverOutcomesAreCoarsened) {
  // A calibrated model puts an outcome into each cell with the cell's own probability.
  double const ends[] = {0, 0.1, 0.33, 0.34, 0.8, 1};
  double expected = 0;
  for (int i = 0; i < 5; ++i)
    expected += (ends[i + 1] - ends[i]) * share_inside({ends[i], ends[i + 1]}, 0.5);
  EXPECT_DOUBLE_EQ(expected, 0.5);
}

TEST(Coverage, StatesTheRangeOfChance) {
  Coverage const found = coverage(std::vector<Observation>(20, {0.5, 0.5}), 0.5);
  EXPECT_EQ(found.inside, 20);
  // P(K <= 5) = P(K >= 15) = 0.0207, P(K <= 6) = P(K >= 14) = 0.0577 of a binomial with n = 20.
  EXPECT_EQ(found.chance_low, 6);
  EXPECT_EQ(found.chance_high, 14);
}

TEST(Uniformity, HasTheTabulatedCriticalValue) {
  // Ten points at the left of even spacing, moved by d - 1/10: the 5 % point of n = 10 is 0.409.
  std::vector<Observation> pits;
  for (int i = 0; i < 10; ++i) {
    double const u = std::min(1.0, (i + 1) / 10.0 - 0.1 + 0.409);
    pits.push_back({u, u});
  }
  Uniformity const test = uniformity(pits);
  EXPECT_NEAR(test.distance, 0.409, 1e-12);
  EXPECT_NEAR(test.p_value, 0.05, 0.003);  // Stephens' approximation
}

TEST(Uniformity, FindsNothingInEvenlySpacedPoints) {
  std::vector<Observation> pits;
  for (int i = 0; i < 20; ++i) pits.push_back({(i + 0.5) / 20, (i + 0.5) / 20});
  EXPECT_NEAR(uniformity(pits).distance, 0.025, 1e-12);
  EXPECT_GT(uniformity(pits).p_value, 0.999);
}

TEST(Uniformity, LearnsNothingFromAnOutcomeThatCouldBeAnywhere) {
  EXPECT_EQ(uniformity({{0, 1}, {0, 1}}).distance, 0);
  EXPECT_EQ(uniformity({{0, 1}, {0, 1}}).p_value, 1);
}

TEST(Lean, IsTheMeanOfTheMiddles) {
  Lean const found = lean({{0.1, 0.3}, {0.4, 0.4}});
  EXPECT_DOUBLE_EQ(found.mean, 0.3);
  EXPECT_NEAR(found.chance, 0.4, 1e-4);  // 1.96 / sqrt(24)
  EXPECT_EQ(found.sign(), 0);
  EXPECT_EQ(lean(std::vector<Observation>(12, {0.1, 0.1})).sign(), -1);
  EXPECT_EQ(lean(std::vector<Observation>(12, {0.9, 0.9})).sign(), 1);
}

}  // namespace
}  // namespace nameplate
