#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "host/claims/claims_report.hpp"
#include "host/results/text.hpp"
#include "tests/unit/claims/tiny_claims.hpp"

namespace nameplate {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;

/// A quantity, a date, a skipped claim.
class Claims : public testing::Test {
 protected:
  Claims() {
    TinyCatalog tiny;
    tiny.build({}).law("load_factor", R"({ family = "uniform", min = 0.4, max = 0.8 })");
    tiny.law("delay_months", R"({ family = "uniform", min = 0, max = 24 })");
    tiny.add("[groups.empty]\nname = \"Empty\"");
    tiny.add(renamed(
        quantity_claim("average_gw/facility_gw", "21", "scope = \"build:site\"\nscale = 30\n"),
        "average"));
    tiny.add(renamed(date_claim("0.5", "2026-12"), "first"));
    tiny.add(renamed(quantity_claim("average_gw", "1", "scope = \"group:empty\"\n"), "none"));
    catalog_ = tiny.parse();
  }

  static std::string renamed(std::string claim, std::string const& id) {
    return claim.replace(claim.find("claims.x"), 8, "claims." + id);
  }

  ClaimsReport report(RunOptions const& options = few_paths_on_cpu()) const {
    return evaluate_claims(catalog_, {}, options);
  }

  Catalog catalog_;
};

std::vector<std::string> names(nlohmann::ordered_json const& object) {
  std::vector<std::string> result;
  for (auto const& item : object.items()) result.push_back(item.key());
  return result;
}

TEST_F(Claims, FitTheWidthOfTheTable) {
  std::istringstream lines(to_table(report()));
  for (std::string line; std::getline(lines, line);)
    EXPECT_LE(display_width(line), text_width) << line;
}

TEST_F(Claims, AreSetBesideTheModelInTheTable) {
  std::string const table = to_table(report());
  EXPECT_THAT(table,
              HasSubstr("Claims beside the model: Tiny\nlatest facts  |  3 claims  |  20,000 "
                        "paths, seed 1\n"));
  EXPECT_THAT(table, HasSubstr("  read as   as it stands\n"
                               "  model of  average_gw/facility_gw x 30 of build:site, 2030\n"
                               "  model     P5 12.6 | P50 18.1 | P95 23.4 GW\n"
                               "  claimed   21.0 GW, P7"));
  EXPECT_THAT(table, HasSubstr("  median if load_factor = 0.7000 (P75 of its law)\n"));
  EXPECT_THAT(table,
              HasSubstr("  model     P5 2026-02 | P50 2027-01 | P95 2027-12 until it reaches "
                        "0.5 GW\n  claimed   by the end of 2026-12, P4"));
  EXPECT_THAT(table, HasSubstr("  skipped   group \"empty\" has no build as of latest\n"));
  EXPECT_THAT(table, HasSubstr("  well inside             P25 to P75\n"));
}

TEST_F(Claims, KeepTheKeysOfTheirSchema) {
  auto const document = nlohmann::ordered_json::parse(to_json(report()));
  EXPECT_THAT(names(document), ElementsAre("schema", "schema_version", "results", "run"));
  EXPECT_EQ(document["schema"], "nameplate-claims");
  EXPECT_THAT(names(document["results"]),
              ElementsAre("catalog", "as_of", "seed", "paths", "search_paths", "claims"));
  EXPECT_THAT(names(document["results"]["claims"][0]),
              ElementsAre("id", "name", "published", "reading", "metric", "scope", "given", "gross",
                          "source", "claimed", "skipped", "metric_unit", "paths_with_value",
                          "quantiles", "percentiles", "verdict", "holds_median", "attempts"));
  EXPECT_THAT(names(document["results"]["claims"][0]["attempts"][0]),
              ElementsAre("parameter", "unit", "swing", "solution"));
  EXPECT_THAT(names(document["results"]["claims"][0]["attempts"][0]["solution"]),
              ElementsAre("value", "error", "percentile_in_law", "beyond_law"));
}

TEST_F(Claims, AreNumbersInJson) {
  ClaimsReport const results = report();
  json const claims = json::parse(to_json(results))["results"]["claims"];
  EXPECT_EQ(claims[0]["quantiles"][1]["value"], results.results[0].quantiles[1].value);
  EXPECT_EQ(claims[0]["percentiles"][0]["value"], results.results[0].percentiles[0].value);
  EXPECT_EQ(claims[0]["claimed"]["low"], 21);
  EXPECT_EQ(claims[0]["verdict"], "well inside");
  EXPECT_EQ(claims[1]["quantiles"][0]["value"], "2026-02");
  EXPECT_EQ(claims[1]["claimed"], (json{{"reaches", 0.5}, {"by", "2026-12"}}));
  EXPECT_EQ(claims[2]["skipped"], "group \"empty\" has no build as of latest");
  EXPECT_FALSE(claims[2].contains("verdict"));
}

TEST_F(Claims, AreTheSameBytesForAnyThreadsAndInstructionSet) {
  RunOptions options = few_paths_on_cpu();
  std::string const expected = json::parse(to_json(report(options)))["results"].dump();
  options.threads = 1;
  options.isa = Isa::portable;
  EXPECT_EQ(json::parse(to_json(report(options)))["results"].dump(), expected);
  options.threads = 3;
  options.chunk_paths = 777;
  EXPECT_EQ(json::parse(to_json(report(options)))["results"].dump(), expected);
}

TEST_F(Claims, AskedForByNameStandAlone) {
  ClaimsReport const results = evaluate_claims(catalog_, {"first"}, few_paths_on_cpu());
  ASSERT_EQ(results.results.size(), 1U);
  EXPECT_EQ(results.results[0].claim->id, "first");
}

TEST(MonthOf, IsTheMonthThatHoldsTheDate) {
  ClaimsReport report;
  report.epoch_month = 2025 * 12;
  EXPECT_EQ(month_of(report, 12), "2025-12");
  EXPECT_EQ(month_of(report, 12.25), "2026-01");
  EXPECT_EQ(month_of(report, std::nullopt), "");
}

}  // namespace
}  // namespace nameplate
