#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

namespace nameplate {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

Outcome claims(std::string const& arguments) {
  return run_program("claims claims.toml --paths 2000 " + arguments);
}

/// Standard output of a run that must succeed silently.
std::string output_of(std::string const& arguments) {
  Outcome const outcome = claims(arguments);
  EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
  EXPECT_EQ(outcome.errors, "");
  return outcome.output;
}

std::string ids_of(std::string const& arguments) {
  std::string ids;
  json const document = json::parse(output_of("--format json " + arguments));
  for (json const& claim : document["results"]["claims"])
    ids += claim["id"].get<std::string>() + ' ';
  return ids;
}

TEST(Claims, OfTheCatalogAreAllReported) { EXPECT_EQ(ids_of(""), "homes later south-online "); }

TEST(Claims, CanBeNamed) {
  EXPECT_EQ(ids_of("--claim later,homes"), "homes later ");
  EXPECT_EQ(ids_of("--claim homes --claim south-online"), "homes south-online ");
}

TEST(Claims, PublishedLaterAreLeftOut) {
  EXPECT_EQ(ids_of("--as-of 2025-12-31"), "homes south-online ");
}

TEST(Claims, CanBeSetBesideAnotherCatalog) {
  std::string const table = output_of(
      "--claim homes --set regions.us.parameters.household_kwh_per_year=10950 "
      "--set parameters.household_kwh_per_year.unit=kWh");
  EXPECT_THAT(table, HasSubstr("  model     P5 800 | P50 800 | P95 800 thousand households\n"));
}

TEST(Claims, DependOnTheSeedAlone) {
  auto const results = [](std::string const& arguments) {
    return json::parse(output_of("--format json " + arguments))["results"]["claims"].dump();
  };
  EXPECT_EQ(results("--threads 1 --isa portable"), results("--threads 2"));
  EXPECT_NE(results("--seed 2"), results("--seed 3"));
}

TEST(Claims, CanBeWrittenToAFile) {
  auto const path = std::filesystem::path(testing::TempDir()) / "nameplate_claims.txt";
  EXPECT_EQ(output_of("-o " + path.string()), "");
  std::ifstream file(path);
  std::string const text{std::istreambuf_iterator<char>(file), {}};
  EXPECT_THAT(text, HasSubstr("Claims beside the model: Two sites"));
  std::filesystem::remove(path);
}

TEST(Claims, UnknownAreRefused) {
  Outcome const outcome = claims("--claim hones");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_EQ(outcome.errors, "claim: no claim \"hones\"; did you mean \"homes\"?\n");
}

TEST(Claims, ThatCannotBeAskedAreReportedTogether) {
  Outcome const outcome =
      claims("--set claims.homes.metric=home_energy --set claims.later.metric=co2_mt");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(
      outcome.errors,
      HasSubstr(
          "claims.homes.metric: unknown metric \"home_energy\"; did you mean \"homes_energy\"?"));
  EXPECT_THAT(outcome.errors,
              HasSubstr("claims.later.metric: \"co2_mt\": builds.north: no law for"));
}

TEST(Claims, HaveNoCsv) {
  EXPECT_EQ(claims("--format csv").errors, "--format csv: must be one of table, json\n");
}

TEST(Claims, AreNotNeeded) {
  Outcome const outcome = run_program("claims small.toml --paths 2000");
  EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
  EXPECT_THAT(outcome.output, HasSubstr("0 claims"));
  EXPECT_THAT(outcome.output, Not(HasSubstr("skipped")));
}

}  // namespace
}  // namespace nameplate
