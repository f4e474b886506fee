#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/claims/tiny_claims.hpp"

/// Claims about quantities whose laws are known in closed form. One site of 1 GW, so the average
/// draw in GW is the load factor.
namespace nameplate {
namespace {

/// Four standard errors of a share.
double tolerance(double share) { return 4 * std::sqrt(share * (1 - share) / few_paths); }

TinyCatalog uniform_load() {
  TinyCatalog tiny;
  tiny.build({}).law("load_factor", R"({ family = "uniform", min = 0.4, max = 0.8 })");
  return tiny;
}

TEST(Quantity, FallsAtThePercentileOfItsLaw) {
  Catalog const catalog = uniform_load().add(quantity_claim("average_gw", "0.7")).parse();
  ClaimResult const result = only_result(catalog);
  ASSERT_EQ(result.percentiles.size(), 1U);
  EXPECT_NEAR(result.percentiles[0].value, 0.75, tolerance(0.75));
  EXPECT_NEAR(result.percentiles[0].error, 1.96 * std::sqrt(0.75 * 0.25 / few_paths), 1e-3);
  EXPECT_EQ(result.paths_with_value, few_paths);
}

TEST(Quantity, HasTheQuantilesOfItsLawInTheClaimsUnit) {
  Catalog const catalog =
      uniform_load()
          .add(quantity_claim("average_gw", "400", "scope = \"portfolio\"\nscale = 1000\n"))
          .parse();
  ClaimResult const result = only_result(catalog);
  ASSERT_EQ(result.quantiles.size(), 3U);
  EXPECT_NEAR(result.quantiles[0].value, 420, 400 * tolerance(0.05));
  EXPECT_NEAR(result.quantiles[1].value, 600, 400 * tolerance(0.5));
  EXPECT_NEAR(result.quantiles[2].value, 780, 400 * tolerance(0.95));
  EXPECT_LT(result.percentiles[0].value, 0.001);
}

TEST(Quantity, OfARangeHasBothEnds) {
  Catalog const catalog = uniform_load().add(quantity_claim("average_gw", "[0.64, 0.76]")).parse();
  ClaimResult const result = only_result(catalog);
  ASSERT_EQ(result.percentiles.size(), 2U);
  EXPECT_NEAR(result.percentiles[0].value, 0.6, tolerance(0.6));
  EXPECT_NEAR(result.percentiles[1].value, 0.9, tolerance(0.9));
  EXPECT_EQ(result.verdict, Verdict::well_inside);  // by the nearer end
}

TEST(Quantity, IsJudgedByTheSideThatFlatters) {
  std::string claim = quantity_claim("average_gw", "0.74");
  EXPECT_EQ(only_result(uniform_load().add(claim).parse()).verdict, Verdict::optimistic);
  claim.replace(claim.find("\"high\""), 6, "\"low\"");
  EXPECT_EQ(only_result(uniform_load().add(claim).parse()).verdict, Verdict::pessimistic);
}

TEST(Quantity, UnderAConditionCountsThePathsThatMeetIt) {
  TinyCatalog tiny = uniform_load();
  tiny.law("completion_probability", "0.3");
  Catalog const catalog =
      tiny.add(quantity_claim("average_gw", "0.7",
                              "scope = \"portfolio\"\ngiven = [\"build:site completes\"]\n"))
          .parse();
  ClaimResult const result = only_result(catalog);
  EXPECT_NEAR(static_cast<double>(result.paths_with_value) / few_paths, 0.3, tolerance(0.3));
  EXPECT_NEAR(result.percentiles[0].value, 0.75, tolerance(0.75) / std::sqrt(0.3));
}

TEST(Quantity, IsNetOfOverlapUnlessGross) {
  TinyCatalog tiny;
  tiny.build({.id = "site"})
      .build({.id = "deal", .overlaps = R"([{ with = "site", share = 0.5 }])"});
  TinyCatalog gross = tiny;
  Catalog const net_catalog = tiny.add(quantity_claim("facility_gw", "1.75")).parse();
  Catalog const gross_catalog =
      gross.add(quantity_claim("facility_gw", "1.75", "scope = \"portfolio\"\ngross = true\n"))
          .parse();
  EXPECT_FLOAT_EQ(static_cast<float>(only_result(net_catalog).quantiles[1].value), 1.5f);
  EXPECT_FLOAT_EQ(static_cast<float>(only_result(gross_catalog).quantiles[1].value), 2.0f);
  EXPECT_EQ(only_result(net_catalog).percentiles[0].value, 1);
  EXPECT_EQ(only_result(gross_catalog).percentiles[0].value, 0);
}

TEST(Quantity, OfAChangeIsThatSinceTheDateBefore) {
  TinyCatalog tiny;
  tiny.build(
      {.phases = R"([{ mw = 1000, energized = "2025-12" }, { mw = 500, energized = "2029-06" }])"});
  Catalog const catalog = tiny.add(quantity_claim("facility_gw:added", "1",
                                                  "scope = \"portfolio\"\nsince = \"2028\"\n"))
                              .parse();
  EXPECT_FLOAT_EQ(static_cast<float>(only_result(catalog).quantiles[1].value), 0.5f);
}

TEST(Skipped, IsAClaimOnABuildNotYetAnnounced) {
  std::string claim = quantity_claim("facility_gw", "1", "scope = \"build:site\"\n");
  claim.replace(claim.find("2025-10"), 7, "2023-10");
  TinyCatalog tiny = uniform_load();
  Catalog const catalog =
      parse_catalog(tiny.add(claim).text(), "tiny.toml", {.as_of = "2023-11", .assignments = {}});
  EXPECT_EQ(only_result(catalog).skipped, "build \"site\" was not announced by 2023-11");
}

TEST(Skipped, IsAClaimOnAGroupWithoutBuilds) {
  TinyCatalog tiny = uniform_load();
  tiny.add("[groups.empty]\nname = \"Empty\"");
  Catalog const catalog =
      tiny.add(quantity_claim("facility_gw", "1", "scope = \"group:empty\"\n")).parse();
  EXPECT_EQ(only_result(catalog).skipped, "group \"empty\" has no build as of latest");
}

TEST(Skipped, IsAClaimGivenWhatNeverHappens) {
  TinyCatalog tiny = uniform_load();
  Catalog const catalog =
      tiny.add(quantity_claim("facility_gw", "1",
                              "scope = \"portfolio\"\ngiven = [\"build:site fails\"]\n"))
          .parse();
  EXPECT_EQ(only_result(catalog).skipped, "it has no value on any path");
}

std::string message_of(Catalog const& catalog, std::vector<std::string> const& ids = {}) {
  try {
    evaluate_claims(catalog, ids, few_paths_on_cpu());
  } catch (InputError const& error) {
    return error.what();
  }
  return "";
}

TEST(BadClaim, NamesTheMetricThatIsNotKnown) {
  TinyCatalog tiny = uniform_load();
  Catalog const catalog = tiny.add(quantity_claim("avrage_gw", "1")).parse();
  EXPECT_THAT(message_of(catalog),
              testing::MatchesRegex("tiny.toml:[0-9]+: claims.x.metric: unknown metric "
                                    "\"avrage_gw\"; did you mean \"average_gw\".*"));
}

TEST(BadClaim, IsFoundByTheCheckToo) {
  TinyCatalog tiny = uniform_load();
  EXPECT_NO_THROW(check_claims(tiny.parse()));
  EXPECT_THROW(check_claims(tiny.add(quantity_claim("avrage_gw", "1")).parse()), InputError);
}

TEST(BadClaim, IsUnknownByItsNameAndDate) {
  TinyCatalog tiny = uniform_load();
  tiny.add(quantity_claim("average_gw", "1"));
  EXPECT_EQ(message_of(tiny.parse(), {"y"}), "claim: no claim \"y\"; did you mean \"x\"?");
  Catalog const earlier =
      parse_catalog(tiny.text(), "tiny.toml", {.as_of = "2025-06", .assignments = {}});
  EXPECT_EQ(message_of(earlier, {"x"}), "claim: no claim \"x\" published by 2025-06");
}

}  // namespace
}  // namespace nameplate
