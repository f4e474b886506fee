#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/claims/tiny_claims.hpp"

/// Claims about a date. The site's 1 GW is due at month 12 (the end of 2025), ramps up within a
/// month and is late by 0 to 24 months: half of it is on at month 12.5 + delay.
namespace nameplate {
namespace {

double tolerance(double share) { return 4 * std::sqrt(share * (1 - share) / few_paths); }

TinyCatalog late_site() {
  TinyCatalog tiny;
  tiny.build({}).law("delay_months", R"({ family = "uniform", min = 0, max = 24 })");
  return tiny;
}

TEST(DateClaim, FallsAtTheProbabilityThatItHasHappened) {
  Catalog const catalog = late_site().add(date_claim("0.5", "2026-12")).parse();
  ClaimResult const result = only_result(catalog);
  double const exact = (24 - 12.5) / 24;
  ASSERT_EQ(result.percentiles.size(), 1U);
  EXPECT_NEAR(result.percentiles[0].value, exact, tolerance(exact));
  EXPECT_EQ(result.verdict, Verdict::well_inside);
}

TEST(DateClaim, HasItsQuantilesOnAGridOfMonths) {
  Catalog const catalog = late_site().add(date_claim("0.5", "2026-12")).parse();
  ClaimResult const result = only_result(catalog);
  ASSERT_EQ(result.dates.size(), 3U);
  EXPECT_EQ(result.dates[0].month, 14);  // 12.5 + 1.2
  EXPECT_EQ(result.dates[1].month, 25);  // 12.5 + 12
  EXPECT_EQ(result.dates[2].month, 36);  // 12.5 + 22.8
}

TEST(DateClaim, EarlierThanMostIsOptimistic) {
  Catalog const early = late_site().add(date_claim("0.5", "2026-03")).parse();
  EXPECT_EQ(only_result(early).verdict, Verdict::optimistic);
  Catalog const too_early = late_site().add(date_claim("0.5", "2025-12")).parse();
  EXPECT_EQ(only_result(too_early).verdict, Verdict::outside_optimistic);
  Catalog const late = late_site().add(date_claim("0.5", "2027-10")).parse();
  EXPECT_EQ(only_result(late).verdict, Verdict::pessimistic);
}

TEST(DateClaim, CanBeADayWithinAMonth) {
  Catalog const catalog = late_site().add(date_claim("0.5", "2026-12-15")).parse();
  double const exact = (23 + 15.0 / 31 - 12.5) / 24;
  EXPECT_NEAR(only_result(catalog).percentiles[0].value, exact, tolerance(exact));
}

TEST(DateClaim, ThatMayNeverComeTrueIsLater) {
  TinyCatalog tiny = late_site();
  tiny.law("completion_probability", "0.6");
  ClaimResult const result = only_result(tiny.add(date_claim("0.5", "2026-12")).parse());
  EXPECT_TRUE(result.dates[0].month);
  EXPECT_TRUE(result.dates[1].month);
  EXPECT_FALSE(result.dates[2].month);  // P95 of what happens with probability 0.6
}

TEST(DateClaim, IsTheMedianAtTheDelayThatTheDateLeaves) {
  Catalog const catalog = late_site().add(date_claim("0.5", "2026-12")).parse();
  ClaimResult const result = only_result(catalog);
  ASSERT_EQ(result.attempts.size(), 1U);
  EXPECT_EQ(result.attempts[0].parameter, "delay_months");
  ASSERT_TRUE(result.attempts[0].solution);
  EXPECT_NEAR(result.attempts[0].solution->value, 24 - 12.5, 0.01);
  EXPECT_NEAR(result.attempts[0].solution->law_low, (24 - 12.5) / 24, 0.01);
  EXPECT_NEAR(result.attempts[0].swing, 0.8 * 24, 1);  // P10 to P90, in whole months
}

/// What may never happen has no median; the mean up to the horizon still tells what matters.
TEST(DateClaim, WithoutAMedianHasAnAssumptionToo) {
  TinyCatalog tiny = late_site();
  tiny.law("completion_probability", R"({ family = "uniform", min = 0.1, max = 0.4 })");
  ClaimResult const result = only_result(tiny.add(date_claim("0.5", "2026-12")).parse());
  EXPECT_FALSE(result.dates[1].month);
  ASSERT_EQ(result.attempts.size(), 2U);
  EXPECT_EQ(result.attempts[0].parameter, "completion_probability");
  EXPECT_FALSE(result.attempts[0].solution);  // at most 0.48 is on time
  EXPECT_EQ(result.attempts[1].parameter, "delay_months");
  EXPECT_FALSE(result.attempts[1].solution);  // at most 0.25 is built
}

}  // namespace
}  // namespace nameplate
