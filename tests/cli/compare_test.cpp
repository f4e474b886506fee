#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

namespace nameplate {
namespace {

using nlohmann::json;
using testing::HasSubstr;

constexpr char const* delay = "--change builds.north.slip_months=6 ";

Outcome compare(std::string const& arguments) {
  return run_program("compare small.toml --paths 2000 " + arguments);
}

json document_of(std::string const& arguments) {
  Outcome const outcome = compare("--format json " + arguments);
  EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
  return json::parse(outcome.output);
}

TEST(Compare, PrintsATable) {
  Outcome const outcome = compare(delay);
  EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
  EXPECT_THAT(outcome.output, testing::StartsWith("Two sites\n"));
  EXPECT_THAT(outcome.output, HasSubstr("Alternative: builds.north.slip_months=6"));
  EXPECT_THAT(outcome.output, HasSubstr("Facility power online [GW]"));
  EXPECT_THAT(outcome.output, HasSubstr("difference ± error"));
}

TEST(Compare, HoldsTheDifferencesInJson) {
  json const document = document_of(std::string(delay) + "--dates 2026,2027 --metrics facility_gw");
  EXPECT_EQ(document["schema"], "nameplate-comparison");
  json const& outputs = document["results"]["outputs"];
  ASSERT_EQ(outputs.size(), 2u);
  double const base = outputs[0]["base"]["mean"], alternative = outputs[0]["alternative"]["mean"];
  EXPECT_NEAR(outputs[0]["difference"]["mean"], alternative - base, 1e-9);
  EXPECT_LT(alternative, base);
  EXPECT_EQ(outputs[0]["probability_above"], 0);
  EXPECT_GT(outputs[0]["standard_error_ratio"], 1);
  EXPECT_NE(document["results"]["base"]["plan_fingerprint"],
            document["results"]["alternative"]["plan_fingerprint"]);
}

TEST(Compare, SaysWhatItsPathsMeet) {
  Outcome const outcome = compare(std::string(delay) + "--gross --given 'build:north completes'");
  EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
  EXPECT_THAT(outcome.output,
              HasSubstr("Overlaps between builds are not taken off. Only paths on which, in both, "
                        "build:north completes."));
}

TEST(Compare, TakesASecondCatalog) {
  json const document = document_of("small.toml --metrics facility_gw --dates 2027");
  EXPECT_EQ(document["results"]["outputs"][0]["probability_equal"], 1);
}

TEST(Compare, ReportsScopesThatBothCatalogsHave) {
  json const document = document_of(
      "--change builds.north.status=cancelled --scope builds --metrics facility_gw "
      "--dates 2027");
  ASSERT_EQ(document["results"]["outputs"].size(), 1u);
  EXPECT_EQ(document["results"]["outputs"][0]["scope"], "build:south");
}

TEST(Compare, RefusesWhatCannotBeCompared) {
  Outcome const nothing = compare("");
  EXPECT_EQ(nothing.exit_code, 2);
  EXPECT_THAT(nothing.errors, HasSubstr("nothing to compare with: give a second catalog, or "
                                        "--change KEY=VALUE"));
  Outcome const unknown = compare("--change builds.north.slip_month=6");
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_THAT(unknown.errors,
              HasSubstr("--change builds.north.slip_month=6: builds.north.slip_month: unknown key; "
                        "did you mean \"slip_months\"?"));
  Outcome const format = compare(std::string(delay) + "--format csv");
  EXPECT_EQ(format.exit_code, 2);
  EXPECT_THAT(format.errors, HasSubstr("must be one of table, json"));
}

}  // namespace
}  // namespace nameplate
