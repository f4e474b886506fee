#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

namespace nameplate {
namespace {

using nlohmann::json;
using testing::HasSubstr;

Outcome sensitivity(std::string const& arguments) {
  return run_program("sensitivity small.toml --paths 1024 " + arguments);
}

json results_of(std::string const& arguments) {
  Outcome const outcome = sensitivity("--format json " + arguments);
  EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
  return json::parse(outcome.output)["results"];
}

TEST(SensitivityCommand, AddsUpToTheWhole) {
  json const results = results_of("--metric energy_twh@2028");
  EXPECT_EQ(results["by"], "parameter");
  ASSERT_EQ(results["outputs"].size(), 1u);
  EXPECT_EQ(results["outputs"][0]["date"], "2028-12-31");
  double sum = 0;
  for (json const& input : results["outputs"][0]["inputs"])
    sum += input["shapley"]["value"].get<double>();
  EXPECT_NEAR(sum, 1, 1e-9);
}

TEST(SensitivityCommand, GivesTheSameBytesOnAnyThreads) {
  json const expected = results_of("--metric energy_twh --dates 2027,2028 --threads 1");
  EXPECT_EQ(expected["outputs"].size(), 2u);
  EXPECT_EQ(results_of("--metric energy_twh --dates 2027,2028 --threads 3"), expected);
  EXPECT_EQ(results_of("--metric energy_twh --dates 2027,2028 --isa portable"), expected);
  EXPECT_NE(results_of("--metric energy_twh --dates 2027,2028 --seed 2"), expected);
}

TEST(SensitivityCommand, TakesHouseholdsForTheEnergyBasis) {
  json const by_word = results_of("--metric households@2028");
  EXPECT_EQ(by_word["outputs"][0]["inputs"],
            results_of("--metric homes_energy@2028")["outputs"][0]["inputs"]);
}

struct Wrong {
  std::string arguments, message;
};

class WrongSensitivity : public testing::TestWithParam<Wrong> {};

TEST_P(WrongSensitivity, IsNamed) {
  Outcome const outcome = sensitivity(GetParam().arguments);
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_EQ(outcome.output, "");
  EXPECT_THAT(outcome.errors, HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    Arguments, WrongSensitivity,
    testing::Values(
        Wrong{"", "missing METRIC[@DATE]"},
        Wrong{"--metric enrgy_twh@2028",
              "unknown metric \"enrgy_twh\"; did you mean \"energy_twh\""},
        Wrong{"--metric energy_twh@2028 --by phase",
              "--by phase: must be one of parameter, factor, build"},
        Wrong{"--metric energy_twh@2028,facility_gw@2027",
              "--metric facility_gw@2027: names a second date: use --dates for several"},
        Wrong{"--metric energy_twh@2028 --dates 2027",
              "--metric energy_twh@2028: names a date, and so does --dates: use one of them"},
        Wrong{"--metric energy_twh@2028 --given \"build:one completes\"",
              "unknown option \"--given\""}));

}  // namespace
}  // namespace nameplate
