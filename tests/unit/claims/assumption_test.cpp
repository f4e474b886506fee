#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/claims/tiny_claims.hpp"

/// The implied assumption, on catalogs where it can be computed by hand. One site of 1 GW.
namespace nameplate {
namespace {

constexpr char const* uniform_load = R"({ family = "uniform", min = 0.4, max = 0.8 })";

/// A median read from a tally is off by at most 0.1 %; the root by as much.
constexpr double tally_tolerance = 2e-3;

TEST(Assumption, IsTheValueThatMakesTheClaimTheMedian) {
  TinyCatalog tiny;
  tiny.build({}).law("load_factor", uniform_load);
  Catalog const catalog = tiny.add(quantity_claim("average_gw", "0.7")).parse();
  ClaimResult const result = only_result(catalog);
  ASSERT_EQ(result.attempts.size(), 1U);
  EXPECT_EQ(result.attempts[0].parameter, "load_factor");
  ASSERT_TRUE(result.attempts[0].solution);
  Solution const& solution = *result.attempts[0].solution;
  EXPECT_NEAR(solution.value, 0.7, 0.7 * tally_tolerance);
  EXPECT_NEAR(solution.law_low, 0.75, 0.01);
  EXPECT_EQ(solution.law_low, solution.law_high);
  EXPECT_FALSE(solution.is_beyond_law);
}

TEST(Assumption, InvertsTheHouseholdsConsumption) {
  TinyCatalog tiny;
  tiny.build({}).law("household_kwh_per_year", "\"10000 to 11000\"");
  Catalog const catalog = tiny.add(quantity_claim("us_homes_energy/facility_gw", "600e3")).parse();
  ClaimResult const result = only_result(catalog);
  ASSERT_TRUE(result.attempts.at(0).solution);
  double const exact = tiny_value("load_factor") * 8.76e9 / 600e3;
  EXPECT_NEAR(result.attempts[0].solution->value, exact, exact * tally_tolerance);
}

TEST(Assumption, StandsBesideOtherUncertainties) {
  TinyCatalog tiny;
  tiny.build({}).law("load_factor", uniform_load).law("size_factor", "\"0.9 to 1.1\"");
  Catalog const catalog = tiny.add(quantity_claim("average_gw", "0.7")).parse();
  ClaimResult const result = only_result(catalog);
  ASSERT_EQ(result.attempts.size(), 1U);
  ASSERT_TRUE(result.attempts[0].solution);
  Solution const& solution = *result.attempts[0].solution;
  double const median_size = std::sqrt(0.9 * 1.1);
  // Standard error of the median of ln size: 1.2533 sd / sqrt(n); sd = ln(1.1/0.9) / (2 x 1.645).
  double const error = 1.2533 * 0.061 / std::sqrt(double(few_paths)) * 0.7 / median_size;
  EXPECT_NEAR(solution.value, 0.7 / median_size, 4 * error + 0.7 * tally_tolerance);
  ASSERT_TRUE(solution.error);
  EXPECT_NEAR(*solution.error, 1.96 * error, 0.3 * error + 0.7 * tally_tolerance);
}

TEST(Assumption, MayLieBeyondTheLaw) {
  TinyCatalog tiny;
  tiny.build({}).law("load_factor", uniform_load);
  ClaimResult const result = only_result(tiny.add(quantity_claim("average_gw", "0.9")).parse());
  ASSERT_TRUE(result.attempts.at(0).solution);
  EXPECT_NEAR(result.attempts[0].solution->value, 0.9, 0.9 * tally_tolerance);
  EXPECT_TRUE(result.attempts[0].solution->is_beyond_law);
  EXPECT_EQ(result.attempts[0].solution->law_low, 1);
}

TEST(Assumption, PassesToTheNextParameterWhereTheFirstCannot) {
  TinyCatalog tiny;
  tiny.build({}).law("load_factor", uniform_load);
  tiny.law("size_factor", R"({ family = "uniform", min = 0.9, max = 1.1 })");
  Catalog const catalog = tiny.add(quantity_claim("average_gw", "3")).parse();
  ClaimResult const result = only_result(catalog);
  ASSERT_EQ(result.attempts.size(), 2U);
  EXPECT_EQ(result.attempts[0].parameter, "load_factor");
  EXPECT_GT(result.attempts[0].swing, result.attempts[1].swing);
  EXPECT_FALSE(result.attempts[0].solution);  // at most 1
  EXPECT_EQ(result.attempts[1].parameter, "size_factor");
  ASSERT_TRUE(result.attempts[1].solution);
  // Median load 0.6, of a sample: standard error 0.4 / (2 sqrt(n)).
  EXPECT_NEAR(result.attempts[1].solution->value, 3 / 0.6,
              5 * (4 * 0.2 / std::sqrt(double(few_paths)) / 0.6 + tally_tolerance));
}

TEST(Assumption, MayNotExist) {
  TinyCatalog tiny;
  tiny.build({}).law("load_factor", uniform_load);
  ClaimResult const result = only_result(tiny.add(quantity_claim("average_gw", "3")).parse());
  ASSERT_EQ(result.attempts.size(), 1U);
  EXPECT_FALSE(result.attempts[0].solution);
}

TEST(Assumption, OfWhatIsKnownIsNone) {
  TinyCatalog tiny;
  ClaimResult const result =
      only_result(tiny.build({}).add(quantity_claim("average_gw", "3")).parse());
  EXPECT_TRUE(result.attempts.empty());
}

TEST(Assumption, IsNotNeededForARangeAroundTheMedian) {
  TinyCatalog tiny;
  tiny.build({}).law("load_factor", uniform_load);
  ClaimResult const result =
      only_result(tiny.add(quantity_claim("average_gw", "[0.5, 0.7]")).parse());
  EXPECT_TRUE(result.holds_median);
  EXPECT_TRUE(result.attempts.empty());
  EXPECT_EQ(result.verdict, Verdict::well_inside);
}

TEST(Assumption, OfARangeIsForItsNearerEnd) {
  auto const value_for = [](std::string const& range) {
    TinyCatalog tiny;
    tiny.build({}).law("load_factor", uniform_load);
    ClaimResult const result = only_result(tiny.add(quantity_claim("average_gw", range)).parse());
    return result.attempts.at(0).solution.value().value;
  };
  EXPECT_NEAR(value_for("[0.7, 0.9]"), 0.7, 0.7 * tally_tolerance);
  EXPECT_NEAR(value_for("[0.3, 0.5]"), 0.5, 0.5 * tally_tolerance);
}

TEST(Assumption, LiesAtSeveralPlacesInSeveralLaws) {
  TinyCatalog tiny;
  tiny.law("load_factor", uniform_load).build({.id = "a"});
  tiny.build({.id = "b",
              .parameters = R"({ load_factor = { family = "uniform", min = 0.5, max = 0.9 } })"});
  ClaimResult const result =
      only_result(tiny.add(quantity_claim("average_gw/facility_gw", "0.6")).parse());
  Solution const solution = result.attempts.at(0).solution.value();
  EXPECT_NEAR(solution.law_low, 0.25, 0.01);
  EXPECT_NEAR(solution.law_high, 0.5, 0.01);
}

}  // namespace
}  // namespace nameplate
