#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "tests/cli/program.hpp"

namespace nameplate {
namespace {

using testing::HasSubstr;

struct BadCommandLine {
  char const* name;
  char const* arguments;
  char const* message;
};

void PrintTo(BadCommandLine const& line, std::ostream* stream) { *stream << line.arguments; }

class CommandLine : public testing::TestWithParam<BadCommandLine> {};

TEST_P(CommandLine, IsRefused) {
  Outcome const outcome = run_program(GetParam().arguments);
  EXPECT_EQ(outcome.errors, std::string(GetParam().message) + "\n");
  EXPECT_EQ(outcome.output, "");
  EXPECT_EQ(outcome.exit_code, 2);
}

constexpr BadCommandLine words[] = {
    {"NoCommand", "",
     "nameplate: missing command: run, compare, sweep, merge, backtest, claims, sensitivity, "
     "explain-change, report, show, explain, check, bench, completion\ntry: "
     "nameplate --help"},
    {"MistypedCommand", "rnu",
     "nameplate: unknown command \"rnu\"; did you mean \"run\"?\ntry: nameplate --help"},
    {"UnknownCommand", "simulate",
     "nameplate: unknown command \"simulate\"; known: run, compare, sweep, merge, backtest, "
     "claims, "
     "sensitivity, explain-change, report, show, explain, check, bench, completion\ntry: "
     "nameplate "
     "--help"},
    {"MistypedTopOption", "--verison",
     "nameplate: unknown option \"--verison\"; did you mean \"--version\"?\ntry: nameplate --help"},
    {"MistypedOption", "run --pahts 10",
     "nameplate run: unknown option \"--pahts\"; did you mean \"--paths\"?\ntry: nameplate run "
     "--help"},
    {"MistypedOptionWithValue", "run --sede=5",
     "nameplate run: unknown option \"--sede\"; did you mean \"--seed\"?\ntry: nameplate run "
     "--help"},
    {"UnknownShortOption", "check -x",
     "nameplate check: unknown option \"-x\"; known: --help, --repair-correlation\ntry: nameplate "
     "check --help"},
    {"OptionWithoutValue", "run small.toml --paths",
     "nameplate run: --paths: needs a value: --paths N\ntry: nameplate run --help"},
    {"OptionTwice", "run small.toml --seed 1 --seed 2",
     "nameplate run: --seed: given more than once\ntry: nameplate run --help"},
    {"FlagWithValue", "run small.toml --quiet=5",
     "nameplate run: --quiet: takes no value\ntry: nameplate run --help"},
    {"TwoCatalogs", "run small.toml other.toml",
     "nameplate run: unexpected argument \"other.toml\"\ntry: nameplate run --help"},
    {"MistypedNestedCommand", "bench comprae a.json b.json",
     "nameplate bench: unknown command \"comprae\"; did you mean \"compare\"?\ntry: nameplate "
     "bench --help"},
    {"NothingToCompareWith", "bench compare a.json",
     "nameplate bench compare: missing CANDIDATE.json\ntry: nameplate bench compare --help"},
    {"UnknownOptionOfANestedCommand", "bench compare a.json b.json --fail-abve 3%",
     "nameplate bench compare: unknown option \"--fail-abve\"; did you mean "
     "\"--fail-above\"?\ntry: "
     "nameplate bench compare --help"},
    {"NothingToExplain", "explain",
     "nameplate explain: missing METRIC[@BUILD]\ntry: nameplate explain --help"},
    {"NothingToCheck", "check", "nameplate check: missing CATALOG\ntry: nameplate check --help"},
    {"TooMuchToShow", "show builds north south",
     "nameplate show: unexpected argument \"south\"\ntry: nameplate show --help"},
};

constexpr char const* bad_dates =
    "(\"2026-12-31\", \"2026-12\", \"2026-Q3\", \"2026-H2\" or \"2026\")";
std::string const bad_date_text =
    std::string("dates: must be a date ") + bad_dates + ", is \"2026-13\"";
std::string const bad_as_of_text = std::string("--as-of soon: must be a date ") + bad_dates;

BadCommandLine const values[] = {
    {"PathsInWords", "run small.toml --paths many",
     "--paths many: must be a whole number from 1 to 1,000,000,000,000,000,000 (1000000, 1_000_000 "
     "and 1e6 are the same)"},
    {"FractionOfAPath", "run small.toml --paths 1.5",
     "--paths 1.5: must be a whole number from 1 to 1,000,000,000,000,000,000 (1000000, 1_000_000 "
     "and 1e6 are the same)"},
    {"NoPaths", "run small.toml --paths 0",
     "--paths 0: must be a whole number from 1 to 1,000,000,000,000,000,000 (1000000, 1_000_000 "
     "and 1e6 are the same)"},
    {"NegativePaths", "run small.toml --paths=-5",
     "--paths -5: must be a whole number from 1 to 1,000,000,000,000,000,000 (1000000, 1_000_000 "
     "and 1e6 are the same)"},
    {"SeedTooLarge", "run small.toml --seed 18446744073709551616",
     "--seed 18446744073709551616: must be a whole number from 0 to 18,446,744,073,709,551,615 "
     "(1000000, 1_000_000 and 1e6 "
     "are the same)"},
    {"TooManyThreads", "run small.toml --threads 5000",
     "--threads 5000: must be a whole number from 0 to 4,096 (1000000, 1_000_000 and 1e6 are the "
     "same)"},
    {"UnknownBackend", "run small.toml --backend gpu",
     "--backend gpu: must be one of auto, cpu, cuda"},
    {"UnknownInstructions", "run small.toml --isa sse",
     "--isa sse: must be one of auto, portable, avx2, avx512"},
    {"UnknownFormat", "run small.toml --format xml",
     "--format xml: must be one of table, json, csv"},
    {"MalformedDate", "run small.toml --dates 2026-13", bad_date_text.c_str()},
    {"DatesOutOfOrder", "run small.toml --dates 2028,2026",
     "dates: \"2026\" is not after \"2028-12-31\": dates must ascend"},
    {"EmptyDate", "run small.toml --dates 2026,,2027",
     "--dates 2026,,2027: an item of the list is empty"},
    {"RangeBackwards", "run small.toml --dates 2030..2026",
     "--dates 2030..2026: the range ends before it begins"},
    {"RangeOfDifferentPeriods", "run small.toml --dates 2026..2027-Q1",
     "--dates 2026..2027-Q1: a range goes from a year, half, quarter or month to another: "
     "2026..2030, 2026-Q1..2027-Q4"},
    {"MalformedAsOf", "run small.toml --as-of soon", bad_as_of_text.c_str()},
    {"UnknownScope", "run small.toml --scope region:us",
     "scope: \"region:us\": must be portfolio, group:NAME, build:NAME, groups, builds or all"},
    {"UnknownGroup", "run small.toml --scope group:bth",
     "scope: unknown group \"bth\"; did you mean \"both\"?"},
    {"UnknownBuild", "run small.toml --scope build:nroth",
     "scope: unknown build \"nroth\"; did you mean \"north\"?"},
    {"CatalogAfterAList", "run --scope all small.toml",
     "--scope small.toml: write the catalog before the options"},
    {"UnknownMetric", "run small.toml --metrics energy_thw",
     "metrics: unknown metric \"energy_thw\"; did you mean \"energy_twh\"?"},
    {"MetricWithoutParameters", "run small.toml --metrics capex_usd_bn",
     "metrics: \"capex_usd_bn\": builds.north: no law for capex_usd_bn_per_it_gw"},
    {"GrowthOfOneDate", "run small.toml --dates 2028 --metrics facility_gw:growth",
     "metrics: \"facility_gw:growth\": a change needs two dates or more"},
    {"AssignmentWithoutValue", "run small.toml --set builds.north.capacity_gw",
     "--set builds.north.capacity_gw: must be KEY=VALUE, such as builds.NAME.capacity_gw=8"},
    {"NoSuchFile", "run none.toml", "none.toml: no such file"},
    {"NoSuchFileToCheck", "check none.toml", "none.toml: no such file"},
    {"UnknownKind", "show sites --catalog small.toml",
     "show sites: must be one of builds, parameters, platforms, regions, groups, uses, inputs, "
     "claims, evidence, metrics"},
    {"UnknownEntry", "show builds nort --catalog small.toml",
     "unknown build \"nort\"; did you mean \"north\"?"},
    {"UnknownMetricToExplain", "explain energy_thw --catalog small.toml",
     "unknown metric \"energy_thw\"; did you mean \"energy_twh\"?"},
    {"FormulaOfABuildToExplain", "explain cost_usd_per_kwh@stargate-abilene",
     "\"cost_usd_per_kwh\" is a formula, the same for every build: without @BUILD"},
    {"UnknownBuildToExplain", "explain energy_twh@sout --catalog small.toml",
     "unknown build \"sout\"; did you mean \"south\"?"},
};

std::string test_name(testing::TestParamInfo<BadCommandLine> const& info) {
  return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(Words, CommandLine, testing::ValuesIn(words), test_name);
INSTANTIATE_TEST_SUITE_P(Values, CommandLine, testing::ValuesIn(values), test_name);

TEST(Check, ReportsGoodAndBadCatalogs) {
  Outcome const outcome = run_program("check small.toml none.toml small.toml gone.toml");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_EQ(outcome.errors, "none.toml: no such file\ngone.toml: no such file\n");
  EXPECT_THAT(outcome.output, testing::ContainsRegex("small.toml: ok: .*\nsmall.toml: ok: "));
}

TEST(FailedRun, NamesAFolderThatIsNotThere) {
  Outcome const outcome = run_program("run small.toml --paths 10 -o none/result.json");
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_EQ(outcome.errors, "cannot write none/result.json: No such file or directory\n");
}

TEST(FailedRun, NamesAFullDisk) {
  Outcome const outcome = run_program("run small.toml --paths 10 -o /dev/full");
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_EQ(outcome.errors, "cannot write /dev/full: No space left on device\n");
}

/// The commands as the shell completes them, and the one within another.
std::vector<std::string> commands() {
  std::istringstream lines(run_program("complete -- ''").output);
  std::vector<std::string> names = {"bench compare"};
  std::string line;
  std::getline(lines, line);  // whether files fit
  while (std::getline(lines, line)) names.push_back(line.substr(0, line.find('\t')));
  EXPECT_GT(names.size(), 10u);
  return names;
}

TEST(Help, HasExamplesForEveryCommand) {
  for (std::string const& command : commands()) {
    Outcome const outcome = run_program(command + " --help");
    EXPECT_EQ(outcome.exit_code, 0);
    EXPECT_EQ(outcome.errors, "");
    EXPECT_THAT(outcome.output, HasSubstr("Usage: nameplate " + command));
    std::size_t const examples = outcome.output.find("\nExample");
    ASSERT_NE(examples, std::string::npos) << command;
    EXPECT_THAT(outcome.output.substr(examples), HasSubstr("nameplate " + command));
    EXPECT_EQ(run_program(command + " -h").output, outcome.output);
  }
}

TEST(Help, ListsTheCommands) {
  Outcome const outcome = run_program("--help");
  EXPECT_EQ(outcome.exit_code, 0);
  for (char const* const command : {"\n  run ", "\n  show ", "\n  explain ", "\n  check "})
    EXPECT_THAT(outcome.output, HasSubstr(command));
}

TEST(Version, TellsHowTheProgramWasBuilt) {
  Outcome const outcome = run_program("--version");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.output, testing::StartsWith("nameplate "));
  for (char const* const fact : {"\ncommit ", "\ncompiler ", "\nflags ", "\nbuild ", "\nCUDA "})
    EXPECT_THAT(outcome.output, HasSubstr(fact));
}

}  // namespace
}  // namespace nameplate
