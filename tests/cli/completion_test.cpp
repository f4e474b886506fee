#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <string>

#include "tests/cli/program.hpp"

namespace nameplate {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// What may stand for the last of the words: "files" or "words", then word, tab and help.
std::string candidates(std::string const& words) {
  Outcome const outcome = run_program("complete -- " + words);
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(outcome.errors, "");
  return outcome.output;
}

TEST(Completion, StartsWithTheCommands) {
  EXPECT_EQ(
      candidates("che"),
      "words\ncheck\tCheck catalogs without running them: every problem, with file and line\n");
  EXPECT_THAT(candidates("''"), HasSubstr("\nrun\t"));
  EXPECT_EQ(candidates("bench com"),
            "words\ncompare\tIs the second result slower than the first?\n");
}

TEST(Completion, LeavesOutWhatIsNotForPeople) {
  EXPECT_THAT(candidates("''"), Not(HasSubstr("\ncomplete\t")));
  EXPECT_THAT(candidates("''"), Not(HasSubstr("\nmanual\t")));
}

TEST(Completion, KnowsTheOptionsOfACommand) {
  EXPECT_EQ(candidates("run --see"), "words\n--seed\tSeed of the draws (1)\n");
  EXPECT_EQ(candidates("check --see"), "words\n");
  EXPECT_THAT(candidates("bench compare before.json --"), HasSubstr("\n--fail-above\t"));
}

TEST(Completion, KnowsTheWordsOfAnOption) {
  EXPECT_EQ(candidates("run --format ''"), "words\ntable\t\njson\t\ncsv\t\n");
  EXPECT_EQ(candidates("run --format=j"), "words\n--format=json\t\n");
  EXPECT_EQ(candidates("compare --backend cu"), "words\ncuda\t\n");
  EXPECT_EQ(candidates("completion f"), "words\nfish\t\n");
}

TEST(Completion, OffersFilesWhereTheyFit) {
  EXPECT_THAT(candidates("run ''"), StartsWith("files\n"));
  EXPECT_THAT(candidates("run small.toml -o ''"), StartsWith("files\n"));
  EXPECT_THAT(candidates("check small.toml ''"), StartsWith("files\n"));
  EXPECT_THAT(candidates("run small.toml ''"), StartsWith("words\n"));
  EXPECT_THAT(candidates("run --dates ''"), StartsWith("words\n"));
}

TEST(Completion, ReadsNamesFromTheCatalogOfTheLine) {
  EXPECT_EQ(candidates("run small.toml --scope build:n"), "words\nbuild:north\tNorth\n");
  EXPECT_EQ(candidates("show --catalog small.toml builds so"), "words\nsouth\tSouth\n");
  EXPECT_EQ(candidates("run none.toml --scope build:n"), "words\n");
}

TEST(Completion, KnowsMetricsAndItemsOfLists) {
  EXPECT_EQ(candidates("run small.toml --metrics facility_gw,energy_tw"),
            "words\nfacility_gw,energy_twh\tenergy\n");
  EXPECT_EQ(candidates("explain energy_twh@stargate-abilene-"),
            "words\nenergy_twh@stargate-abilene-exp\tStargate Abilene expansion\n");
}

TEST(Completion, TakesValuesForWhatTheyAre) {
  EXPECT_THAT(candidates("run --seed 1 --see"), HasSubstr("--seed"));
  EXPECT_EQ(candidates("run --seed --see"), "words\n");  // a value, whatever it looks like
  EXPECT_THAT(candidates("run --scope all builds --for"), HasSubstr("\n--format\t"));
}

TEST(Completion, RefusesOtherShells) {
  Outcome const outcome = run_program("completion tcsh");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_EQ(outcome.errors, "completion tcsh: must be one of bash, zsh, fish\n");
}

bool has_program(char const* name) {
  return std::system(fmt::format("command -v {} >/dev/null", name).c_str()) == 0;
}

/// The line of an interactive shell after `line` and the tab key.
std::string completed_in(char const* shell, char const* line) {
  std::string const command = fmt::format("'{}/cli/type-in-shell' {} '{}' '{}'", NAMEPLATE_TEST_DIR,
                                          shell, NAMEPLATE_PROGRAM, line);
  std::string text;
  std::FILE* const pipe = ::popen(command.c_str(), "r");
  for (int c = 0; (c = std::fgetc(pipe)) != EOF;) text += static_cast<char>(c);
  EXPECT_EQ(::pclose(pipe), 0) << command;
  return text;
}

class CompletionInShell : public testing::TestWithParam<char const*> {};

TEST_P(CompletionInShell, CompletesWhatIsTyped) {
  for (char const* const needed : {GetParam(), "python3"})
    if (!has_program(needed)) GTEST_SKIP() << needed << " is not installed";
  EXPECT_EQ(completed_in(GetParam(), "nameplate run --see"), "nameplate run --seed\n");
  EXPECT_EQ(completed_in(GetParam(), "nameplate run --scope group:openai-h"),
            "nameplate run --scope group:openai-halls\n");
  EXPECT_EQ(completed_in(GetParam(), "nameplate explain energy_twh@stargate-abilene-"),
            "nameplate explain energy_twh@stargate-abilene-exp\n");
  EXPECT_EQ(completed_in(GetParam(), "nameplate run --format=j"), "nameplate run --format=json\n");
}

INSTANTIATE_TEST_SUITE_P(Shells, CompletionInShell, testing::Values("bash", "zsh", "fish"),
                         [](auto const& x) { return std::string(x.param); });

TEST(Manual, TellsOfEveryCommandAndItsOptions) {
  std::string const manual = run_program("manual").output;
  for (char const* const text :
       {".TH NAMEPLATE 1 ", "nameplate \\- what announced gigawatts", ".SS nameplate run [",
        ".SS nameplate bench compare [", "\\fB\\-o, \\-\\-output\\fR \\fIFILE\\fR\n",
        ".EX\n  nameplate run\n  nameplate run \\-\\-dates"})
    EXPECT_THAT(manual, HasSubstr(text));
  EXPECT_THAT(manual, Not(HasSubstr("\n.\n")));
}

TEST(Manual, PassesTheFormattersChecks) {
  if (!has_program("man") || !has_program("mandoc"))
    GTEST_SKIP() << "man or mandoc is not installed";
  std::string const write = fmt::format("'{}' manual", NAMEPLATE_PROGRAM);
  EXPECT_EQ(std::system((write + " | mandoc -Tlint -W error").c_str()), 0);
  EXPECT_EQ(std::system((write + " | LC_ALL=C.UTF-8 man --warnings -l - 2>&1 >/dev/null | "
                                 "if grep .; then exit 1; fi")
                            .c_str()),
            0);
}

}  // namespace
}  // namespace nameplate
