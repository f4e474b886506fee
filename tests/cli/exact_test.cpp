#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

/// run --tail, --exact and --samples.
namespace nameplate {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;
using testing::StartsWith;

constexpr char const* one_output =
    "run small.toml --paths 3000 --metrics facility_gw --dates 2028 --scope portfolio ";

std::string output_of(std::string const& arguments) {
  Outcome const outcome = run_program(arguments);
  EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
  EXPECT_EQ(outcome.errors, "");
  return outcome.output;
}

json results_of(std::string const& arguments) {
  return json::parse(output_of(arguments + " --format json"))["results"];
}

/// The values of a file of one output, and its header.
struct NpyFile {
  explicit NpyFile(fs::path const& path) {
    std::ifstream in(path, std::ios::binary);
    std::string const bytes{std::istreambuf_iterator<char>(in), {}};
    std::size_t const end = bytes.find('\n') + 1;
    header = bytes.substr(0, end);
    values.resize((bytes.size() - end) / sizeof(float));
    std::memcpy(values.data(), bytes.data() + end, values.size() * sizeof(float));
  }

  std::string header;
  std::vector<float> values;
};

class Exact : public testing::Test {
 protected:
  ~Exact() override { fs::remove(path_); }

  fs::path path_ =
      fs::path(testing::TempDir()) / ("nameplate_exact_test" + std::to_string(::getpid()) + ".npy");
};

TEST_F(Exact, PercentilesAreThoseOfTheSamplesThatAreWritten) {
  json const output = results_of(std::string(one_output) + "--exact --samples '" + path_.string() +
                                 "'")["outputs"][0];
  NpyFile file(path_);
  EXPECT_THAT(file.header, HasSubstr("'shape': (1, 3000)"));
  ASSERT_EQ(file.values.size(), 3000u);
  std::sort(file.values.begin(), file.values.end());
  auto expected = output["quantiles"];
  expected.insert(expected.end(), output["tail"]["quantiles"].begin(),
                  output["tail"]["quantiles"].end());
  ASSERT_EQ(expected.size(), 9u);
  for (json const& quantile : expected) {
    auto const rank = static_cast<std::size_t>(std::ceil(3000 * quantile["p"].get<double>()));
    EXPECT_EQ(quantile["value"].get<double>(), file.values[rank - 1]) << quantile["p"];
  }
}

TEST_F(Exact, LeavesMeanDeviationAndCountersAsTheyAre) {
  json const plain = results_of(std::string(one_output)),
             exact = results_of(std::string(one_output) + "--exact"),
             tail = results_of(std::string(one_output) + "--tail");
  for (char const* const key : {"mean", "mean_standard_error", "standard_deviation", "zero",
                                "undefined", "underflow", "overflow"}) {
    EXPECT_EQ(exact["outputs"][0][key], plain["outputs"][0][key]) << key;
    EXPECT_EQ(tail["outputs"][0][key], plain["outputs"][0][key]) << key;
  }
  EXPECT_EQ(tail["outputs"][0]["quantiles"], plain["outputs"][0]["quantiles"]);
  EXPECT_FALSE(plain["outputs"][0].contains("tail"));
}

TEST_F(Exact, IsTheSameForEveryNumberOfThreadsAndInstructionSet) {
  auto const results = [](std::string const& arguments) {
    return results_of("run small.toml --paths 3000 --metrics facility_gw,it_gw --exact " +
                      arguments);
  };
  json const one = results("--threads 1");
  EXPECT_EQ(results("--threads 3"), one);
  EXPECT_EQ(results("--threads 2 --isa portable"), one);
  EXPECT_NE(results("--seed 2"), one);
  EXPECT_EQ(one["joint_exceedance"]["pairs"].size(), 45u);  // of 2 metrics at 5 dates
}

TEST_F(Exact, TablesShowTails) {
  EXPECT_THAT(output_of(std::string(one_output) + "--tail"), HasSubstr("Mean of the lowest 0.1 %"));
  std::string const exact = output_of("run small.toml --paths 3000 --metrics facility_gw --exact");
  EXPECT_THAT(exact, HasSubstr("Joint exceedance: chance"));
  EXPECT_THAT(output_of(std::string(one_output) + "--exact"),
              HasSubstr("Joint exceedance takes two outputs or more.\n"));
}

TEST_F(Exact, SamplesAloneLeaveTheReportAsItIs) {
  auto const outputs = [](std::string const& arguments) {
    return results_of(std::string(one_output) + arguments);
  };
  EXPECT_EQ(outputs("--samples '" + path_.string() + "'"), outputs(""));
  EXPECT_EQ(outputs("--tail --samples '" + path_.string() + "'"), outputs("--tail"));
  EXPECT_EQ(NpyFile(path_).values.size(), 3000u);
}

TEST_F(Exact, MoreThanTheMemoryIsRefusedAndKeepsTheFile) {
  std::ofstream(path_) << "earlier";
  Outcome const outcome = run_program(
      "run small.toml --paths 1e18 --metrics facility_gw --dates 2028 --exact --samples '" +
      path_.string() + "'");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.errors,
              StartsWith("samples: 1,000,000,000,000,000,000 paths of 1 output take 12000000000 GB "
                         "of memory, of which "));
  EXPECT_THAT(outcome.errors, HasSubstr("or for fewer metrics, dates or scopes\n"));
  std::ifstream in(path_);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), "earlier");
}

TEST_F(Exact, OneFileForReportAndSamplesIsRefused) {
  Outcome const outcome = run_program(std::string(one_output) + "--samples same -o same");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_EQ(outcome.errors, "--samples same: is also the file of --output\n");
}

TEST_F(Exact, ASamplesFileThatCannotBeWrittenIsKnownBeforeTheRun) {
  Outcome const outcome = run_program(std::string(one_output) + "--samples /nowhere/file.npy");
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_EQ(outcome.errors, "cannot write /nowhere/file.npy: No such file or directory\n");
}

}  // namespace
}  // namespace nameplate
