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

Outcome backtest(std::string const& arguments) {
  return run_program("backtest small-milestones.toml --catalog small.toml --paths 2000 " +
                     arguments);
}

std::string output_of(std::string const& arguments) {
  Outcome const outcome = backtest(arguments);
  EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
  EXPECT_EQ(outcome.errors, "");
  return outcome.output;
}

std::string results_text(std::string const& arguments) {
  return results_of(output_of("--format json " + arguments));
}

TEST(BacktestCommand, PrintsATable) {
  std::string const table = output_of("");
  EXPECT_THAT(table,
              testing::StartsWith("Small milestones\nTwo sites  |  each as known when it was "
                                  "said  |  2,000 paths a row, seed 1\n"));
  EXPECT_THAT(table, HasSubstr("First hall"));
  EXPECT_THAT(table, HasSubstr("COVERAGE"));
  EXPECT_THAT(table, HasSubstr("WHAT THE MISSES POINT TO"));
  EXPECT_THAT(table, HasSubstr("KEPT BUT NOT SCORED: 1 rows"));
}

TEST(BacktestCommand, WritesJson) {
  json const document = json::parse(output_of("--format json"));
  EXPECT_EQ(document["schema"], "nameplate-backtest");
  EXPECT_EQ(document["results"]["rows"].size(), 2u);
  EXPECT_EQ(document["results"]["paths_of_moves"], 200);
}

TEST(BacktestCommand, GivesTheSameResultsForEveryNumberOfThreads) {
  std::string const one = results_text("--threads 1");
  EXPECT_EQ(results_text("--threads 5 --isa portable"), one);
  EXPECT_NE(results_text("--seed 7"), one);
}

TEST(BacktestCommand, JudgesWhatWasKnownAtADate) {
  EXPECT_THAT(output_of("--as-of 2026-01"),
              HasSubstr("facts as of 2026-01  |  2,000 paths a row, seed 1\n"
                        "1 of 2 rows left out: said later than that, or resolved by then\n"));
}

TEST(BacktestCommand, ChangesFiguresOfTheCatalog) {
  auto const pit = [](std::string const& arguments) {
    json const document = json::parse(output_of("--format json " + arguments));
    return document["results"]["rows"][0]["pit"][0].get<double>();
  };
  EXPECT_GT(pit("--set parameters.delay_months.by_status.announced=1"), pit("") + 0.1);
}

TEST(BacktestCommand, WritesToAFile) {
  std::filesystem::path const path =
      std::filesystem::path(testing::TempDir()) / "nameplate_backtest_test.txt";
  EXPECT_EQ(output_of("-o '" + path.string() + "'"), "");
  std::ifstream file(path);
  std::string const written{std::istreambuf_iterator<char>(file), {}};
  EXPECT_THAT(written, testing::StartsWith("Small milestones\n"));
  std::filesystem::remove(path);
}

TEST(BacktestCommand, UsesTheShippedFilesUnlessToldOtherwise) {
  Outcome const outcome = run_program("backtest --paths 100 --as-of 2024-01");
  EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
  EXPECT_THAT(outcome.output, testing::StartsWith("Milestones resolved by the end of 2025\n"));
}

TEST(BacktestCommand, RefusesWhatItCannotRead) {
  EXPECT_EQ(run_program("backtest nowhere.toml").errors, "nowhere.toml: no such file\n");
  EXPECT_EQ(backtest("--as-of soon").exit_code, 2);
  EXPECT_EQ(backtest("--format csv").errors, "--format csv: must be one of table, json\n");
  Outcome const none = backtest("--as-of 2024");
  EXPECT_EQ(none.exit_code, 2);
  EXPECT_EQ(none.errors,
            "small-milestones.toml: no milestone was said by 2024 and resolved after it\n");
}

}  // namespace
}  // namespace nameplate
