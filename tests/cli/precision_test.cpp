#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

/// --until and --qmc.
namespace nameplate {
namespace {

using nlohmann::json;
using testing::HasSubstr;

Outcome run_small(std::string const& arguments) {
  return run_program("run small.toml --metrics energy_twh,facility_gw --dates 2028 " + arguments);
}

json results_of(std::string const& arguments) {
  Outcome const outcome = run_small("--format json " + arguments);
  EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
  return json::parse(outcome.output)["results"];
}

TEST(Until, StopsAsSoonAsAllTargetsAreReached) {
  json const results =
      results_of("--until \"energy_twh@2028:mean < 1%\" --until \"facility_gw@2028-12:p50 < 0.5\"");
  EXPECT_EQ(results["paths"], 65536);
  ASSERT_EQ(results["until"].size(), 2u);
  for (json const& target : results["until"]) EXPECT_TRUE(target["reached"]);
  EXPECT_EQ(results["until"][1]["relative"], false);
  json without = results;
  without.erase("until");
  EXPECT_EQ(without, results_of("--paths 65536"));
}

TEST(Until, SaysWhatWasMissedAndHasAnExitCodeForIt) {
  Outcome const missed = run_small("--until \"energy_twh@2028:mean<0.001%\" --paths 1e5");
  EXPECT_EQ(missed.exit_code, 1);
  EXPECT_THAT(missed.output, HasSubstr("energy_twh@2028:mean<0.001% of portfolio: ± "));
  EXPECT_THAT(missed.output, HasSubstr("NOT reached"));
}

TEST(Until, HoldsForEveryScope) {
  EXPECT_EQ(results_of("--scope builds --until \"facility_gw@2028:mean < 5%\"")["until"].size(),
            2u);
}

TEST(Until, GoesOnFromACheckpoint) {
  std::string const file = testing::TempDir() + "until.ckpt";
  std::remove(file.c_str());
  std::string const target = "--until \"energy_twh@2028:mean < 0.2%\" ";
  json const whole = results_of(target);
  EXPECT_GT(whole["paths"], 65536);
  EXPECT_EQ(run_small("--paths 70000 --checkpoint " + file).exit_code, 0);
  EXPECT_EQ(results_of(target + "--resume --checkpoint " + file), whole);
  EXPECT_EQ(results_of(target + "--resume --checkpoint " + file), whole) << "nothing left to do";
  std::remove(file.c_str());
}

TEST(Qmc, SaysHowItsErrorsWereFound) {
  json const results = results_of("--qmc --paths 4096");
  EXPECT_EQ(results["paths"], 4096);
  EXPECT_EQ(results["randomizations"], 16);
  Outcome const table = run_small("--qmc --paths 4096 --randomizations 8");
  EXPECT_THAT(table.output, HasSubstr("scrambled 8 times"));
  EXPECT_EQ(results_of("--qmc --paths 4096 --threads 3"), results);
}

struct Wrong {
  std::string arguments, message;
};

class WrongPrecision : public testing::TestWithParam<Wrong> {};

TEST_P(WrongPrecision, IsNamed) {
  Outcome const outcome = run_small(GetParam().arguments);
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_EQ(outcome.output, "");
  EXPECT_THAT(outcome.errors, HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    Arguments, WrongPrecision,
    testing::Values(
        Wrong{"--until energy_twh", "--until energy_twh: must be METRIC@DATE:STATISTIC < BOUND"},
        Wrong{"--until \"energy_twh@2028:p50\"", "must be METRIC@DATE:STATISTIC < BOUND"},
        Wrong{"--until \"energy_twh@2028:median<1%\"",
              "\"median\": must be mean or a percentile between p0 and p100"},
        Wrong{"--until \"energy_twh@2028:p100<1%\"", "\"p100\": must be mean or a percentile"},
        Wrong{"--until \"energy_twh@2028:p50<0%\"",
              "\"0\": must be a positive number, or one with %"},
        Wrong{"--until \"energy_twh@2028:p50<x\"", "\"x\": must be a positive number"},
        Wrong{"--until \"enrgy_twh@2028:p50<1%\"",
              "unknown metric \"enrgy_twh\"; did you mean \"energy_twh\""},
        Wrong{"--until \"energy_twh@2027:p50<1%\"",
              "energy_twh at 2027-12-31 is not among what is reported"},
        Wrong{"--until \"gross_gw@2028:p50<1%\"", "gross_gw at 2028-12-31 is not among"},
        Wrong{"--until \"energy_twh@2028:p50<1%\" --exact", "cannot be used together with --until"},
        Wrong{"--until \"energy_twh@2028:p50<1%\" --qmc", "cannot be used together with --until"},
        Wrong{"--qmc --paths 1e5",
              "each needs a power of two of Sobol' points: ask for 65,536 or "
              "131,072 paths"},
        Wrong{"--qmc --paths 64 --randomizations 2", "--randomizations 2: must be"},
        Wrong{"--qmc --tail", "cannot be used together with --qmc"},
        Wrong{"--qmc --exact", "cannot be used together with --qmc"},
        Wrong{"--qmc --checkpoint x.ckpt", "--checkpoint x.ckpt: cannot be used together with"},
        Wrong{"--qmc --first-path 5", "--first-path 5: cannot be used together with --qmc"}));

}  // namespace
}  // namespace nameplate
