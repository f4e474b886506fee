#include "host/claims/verdict.hpp"

#include <gtest/gtest.h>

namespace nameplate {
namespace {

TEST(Verdict, FollowsThePercentile) {
  EXPECT_EQ(verdict_at(0.5, true), Verdict::well_inside);
  EXPECT_EQ(verdict_at(0.8, true), Verdict::optimistic);
  EXPECT_EQ(verdict_at(0.2, true), Verdict::pessimistic);
  EXPECT_EQ(verdict_at(0.96, true), Verdict::outside_optimistic);
  EXPECT_EQ(verdict_at(0.04, true), Verdict::outside_pessimistic);
}

TEST(Verdict, OfAFigureThatFlattersWhenLowIsMirrored) {
  EXPECT_EQ(verdict_at(0.5, false), Verdict::well_inside);
  EXPECT_EQ(verdict_at(0.8, false), Verdict::pessimistic);
  EXPECT_EQ(verdict_at(0.2, false), Verdict::optimistic);
  EXPECT_EQ(verdict_at(0.96, false), Verdict::outside_pessimistic);
  EXPECT_EQ(verdict_at(0.04, false), Verdict::outside_optimistic);
}

TEST(Verdict, IsTheMilderOneAtItsThresholds) {
  EXPECT_EQ(verdict_at(0.25, true), Verdict::well_inside);
  EXPECT_EQ(verdict_at(0.75, true), Verdict::well_inside);
  EXPECT_EQ(verdict_at(0.05, true), Verdict::pessimistic);
  EXPECT_EQ(verdict_at(0.95, true), Verdict::optimistic);
}

TEST(DecidingPercentile, OfARangeIsThatOfTheNearerEnd) {
  EXPECT_EQ(deciding_percentile({{0.7, 0}, {0.9, 0}}), 0.7);
  EXPECT_EQ(deciding_percentile({{0.1, 0}, {0.3, 0}}), 0.3);
}

TEST(DecidingPercentile, OfARangeAroundTheMedianIsTheMedian) {
  EXPECT_EQ(deciding_percentile({{0.1, 0}, {0.6, 0}}), 0.5);
  EXPECT_EQ(deciding_percentile({{0.5, 0}, {0.6, 0}}), 0.5);
}

TEST(DecidingPercentile, OfOneFigureIsItsOwn) {
  EXPECT_EQ(deciding_percentile({{0.9, 0}}), 0.9);
  EXPECT_EQ(deciding_percentile({{0.1, 0}}), 0.1);
}

TEST(Verdict, IsNamedInWords) {
  EXPECT_EQ(name(Verdict::well_inside), "well inside");
  EXPECT_EQ(name(Verdict::outside_optimistic), "outside, optimistic");
  EXPECT_EQ(name(Verdict::outside_pessimistic), "outside, pessimistic");
}

}  // namespace
}  // namespace nameplate
