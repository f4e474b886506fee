#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

namespace nameplate {
namespace {

using nlohmann::json;
using testing::HasSubstr;

/// A file of its own that is gone in the end.
class BenchCommand : public testing::Test {
 protected:
  void TearDown() override {
    std::filesystem::remove(file_);
    std::filesystem::remove(other_);
  }

  static std::string path(char const* name) {
    return testing::TempDir() + "nameplate_bench_" + std::to_string(::getpid()) + name;
  }
  static json read(std::string const& file) {
    std::ifstream stream(file);
    return json::parse(stream);
  }
  static void write(std::string const& file, json const& document) {
    std::ofstream(file) << document;
  }

  /// Times everything in a moment: nothing of the figures is looked at.
  static Outcome bench(std::string const& arguments) {
    return run_program("bench --backend cpu --max-time 0.05 " + arguments);
  }

  std::string const file_ = path("_a.json"), other_ = path("_b.json");
};

TEST_F(BenchCommand, TimesEveryWorkload) {
  Outcome const outcome = bench("--threads 1 --json " + file_);
  ASSERT_EQ(outcome.exit_code, 0) << outcome.errors;
  json const document = read(file_);
  EXPECT_EQ(document["schema"], "nameplate-bench");
  EXPECT_EQ(document["backend"], "cpu");
  EXPECT_EQ(document["meta"]["argv"][0], "nameplate");
  std::vector<std::string> names;
  for (json const& benchmark : document["benchmarks"]) {
    names.push_back(benchmark["name"]);
    ASSERT_EQ(benchmark["states"].size(), 1u);
    json const& facts = benchmark["states"][0]["nameplate"];
    EXPECT_GT(facts["items_per_second"]["median"], 0) << benchmark["name"];
    EXPECT_EQ(facts["threads"], 1);
    EXPECT_THAT(outcome.output, HasSubstr(benchmark["name"].get<std::string>()));
  }
  EXPECT_THAT(names, testing::ElementsAre("arithmetic_limit", "bandwidth_limit", "draws", "chain",
                                          "tally", "whole_run", "paired_compare", "exact_sort"));
}

TEST_F(BenchCommand, ComparesAResultWithItself) {
  ASSERT_EQ(bench("--threads 1 --json " + file_).exit_code, 0);
  Outcome const outcome = run_program("bench compare " + file_ + " " + file_);
  EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
  EXPECT_THAT(outcome.output, HasSubstr("Nothing is slower by more than 5 %."));
}

TEST_F(BenchCommand, EndsWith1OnARegression) {
  ASSERT_EQ(bench("--threads 1 --json " + file_).exit_code, 0);
  json document = read(file_);
  json& facts = document["benchmarks"][5]["states"][0]["nameplate"];
  facts["seconds"] = std::vector<double>(8, 1.0);
  write(file_, document);
  facts["seconds"] = std::vector<double>(8, 1.25);
  write(other_, document);
  std::string const files = file_ + " " + other_;
  Outcome const slower = run_program("bench compare " + files + " --fail-above 15%");
  EXPECT_EQ(slower.exit_code, 1);
  EXPECT_EQ(slower.errors, "");
  EXPECT_THAT(slower.output, HasSubstr("REGRESSION"));
  EXPECT_THAT(slower.output, HasSubstr("Slower by more than 15 %."));
  EXPECT_EQ(run_program("bench compare " + files + " --fail-above 25%").exit_code, 0);
}

TEST_F(BenchCommand, RefusesFilesThatCannotBeUsed) {
  Outcome const missing = run_program("bench compare nowhere.json nowhere.json");
  EXPECT_EQ(missing.exit_code, 2);
  EXPECT_EQ(missing.errors, "nowhere.json: no such file\n");
  Outcome const other = run_program("bench compare small.toml small.toml");
  EXPECT_EQ(other.exit_code, 2);
  EXPECT_THAT(other.errors, HasSubstr("small.toml: not JSON: line 1, column"));
}

TEST_F(BenchCommand, RefusesValuesOfOptions) {
  auto const refusal = [](std::string const& arguments) {
    Outcome const outcome = run_program("bench " + arguments);
    EXPECT_EQ(outcome.exit_code, 2);
    return outcome.errors;
  };
  EXPECT_EQ(refusal("--suite fast"), "--suite fast: must be one of quick, full\n");
  EXPECT_EQ(refusal("--noise 2"),
            "--noise 2: must be a number above 0 and below 100, with its %: 5%\n");
  EXPECT_EQ(refusal("--max-time 0"), "--max-time 0: must be a number above 0 and below 100000\n");
  EXPECT_EQ(refusal("compare a.json b.json --fail-above 0.05"),
            "--fail-above 0.05: must be a number above 0 and below 100, with its %: 5%\n");
}

TEST_F(BenchCommand, HelpNamesTheExitCodes) {
  EXPECT_THAT(run_program("bench compare --help").output,
              HasSubstr("Exit codes: 0 no regression, 1 a regression, 2 bad input, 3 the run "
                        "failed."));
}

}  // namespace
}  // namespace nameplate
