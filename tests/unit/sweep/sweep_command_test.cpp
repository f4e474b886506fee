#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "host/sweep/sweep.hpp"
#include "host/sweep/sweep_csv.hpp"
#include "tests/cli/program.hpp"
#include "tests/fault/process.hpp"

namespace nameplate {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

constexpr char const* sweep = "sweep small-sweep.toml ";

std::vector<std::string> lines_of(std::string const& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// A row of `sweep`, made of the rows of `run --format csv` for each of its outputs.
std::vector<std::string> rows_from_run(std::string const& prefix, std::string const& run_csv) {
  std::vector<std::string> rows, order;
  std::map<std::string, std::map<std::string, std::string>> values;
  for (std::string const& line :
       lines_of(run_csv).empty() ? std::vector<std::string>() : lines_of(run_csv)) {
    std::vector<std::string> fields;
    std::istringstream stream(line + ",");
    for (std::string field; std::getline(stream, field, ',');) fields.push_back(field);
    if (fields[0] == "scope") continue;
    std::string const output = fields[0] + "," + fields[1] + "," + fields[3] + "," + fields[2];
    if (!values.contains(output)) order.push_back(output);
    values[output][fields[4]] = fields[5];
  }
  for (std::string const& output : order) {
    std::string row = prefix + "," + output;
    for (char const* const name : {"paths",
                                   "undefined",
                                   "mean",
                                   "mean_standard_error",
                                   "standard_deviation",
                                   "p5",
                                   "p5_low",
                                   "p5_high",
                                   "p25",
                                   "p25_low",
                                   "p25_high",
                                   "p50",
                                   "p50_low",
                                   "p50_high",
                                   "p75",
                                   "p75_low",
                                   "p75_high",
                                   "p95",
                                   "p95_low",
                                   "p95_high"})
      row += "," + values[output][name];
    rows.push_back(row);
  }
  return rows;
}

TEST(SweepCommand, GivesForEachScenarioWhatRunGivesWithItsSettings) {
  Outcome const outcome = run_program(std::string(sweep) + "-o - --threads 3");
  ASSERT_EQ(outcome.exit_code, 0) << outcome.errors;
  Sweep const file = load_sweep(NAMEPLATE_TEST_DIR "/cli/small-sweep.toml");
  std::vector<std::string> expected = {csv_header(file)};
  expected[0].pop_back();
  for (std::size_t i = 0; i < file.scenarios.size(); ++i) {
    std::string sets, prefix = file.scenarios[i].id;
    if (prefix.find(',') != std::string::npos) prefix = "\"" + prefix + "\"";
    for (Setting const& setting : file.scenarios[i].settings)
      sets += fmt::format(" --set '{}={}'", file.keys[setting.key].key,
                          file.values[setting.value].text);
    for (SweptValue const* value : values_by_key(file, i)) {
      bool const is_quoted = value != nullptr && value->text.find('"') != std::string::npos;
      if (is_quoted)
        prefix += ",\"{ family = \"\"normal\"\", mean = 2, sd = 0.1 }\"";
      else
        prefix += "," + (value == nullptr ? "" : value->text);
    }
    Outcome const run = run_program(
        "run small.toml --format csv --paths 20000 --seed 3 --dates 2027,2028 --metrics "
        "facility_gw,accelerators --scope portfolio,build:south" +
        sets);
    ASSERT_EQ(run.exit_code, 0) << run.errors;
    for (std::string const& row : rows_from_run(prefix, run.output)) expected.push_back(row);
  }
  EXPECT_EQ(lines_of(outcome.output), expected);
}

TEST(SweepCommand, GivesTheSameBytesWhateverTheThreadsAndChunks) {
  std::string const once = run_program(std::string(sweep) + "-o - --threads 1").output;
  EXPECT_EQ(lines_of(once).size(), 1 + 8 * 11);
  for (char const* const machine : {"--threads 2", "--threads 7", "--isa portable --threads 3"})
    EXPECT_EQ(run_program(std::string(sweep) + "-o - " + machine).output, once) << machine;
}

TEST(SweepCommand, PrintsWhatMovesTheFirstMetric) {
  Outcome const outcome = run_program(std::string(sweep) + "--paths 2000");
  EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
  EXPECT_THAT(outcome.output,
              testing::StartsWith("A small sweep\nTwo sites, latest facts  |  11 of "
                                  "11 scenarios  |  2,000 paths each, seed 3\n"));
  EXPECT_THAT(outcome.output, HasSubstr("facility power online, portfolio, 2028-12-31 [GW]"));
  EXPECT_THAT(outcome.output, HasSubstr("south.phases[0].mw=3000.5\n"));
  EXPECT_THAT(outcome.output,
              HasSubstr("3 of the scenarios are equal to others and were not run again."));
}

TEST(SweepCommand, LetsTheCommandLineReplaceWhatTheFileAsks) {
  Outcome const outcome =
      run_program(std::string(sweep) +
                  "-o - --paths 100 --metrics energy_twh --dates 2029 --scope build:north");
  ASSERT_EQ(lines_of(outcome.output).size(), 12) << outcome.errors;
  EXPECT_THAT(lines_of(outcome.output)[1],
              testing::StartsWith("base,,,,,,,,,build:north,energy_twh,2029-12-31,TWh,100,"));
}

TEST(SweepCommand, RefusesFilesThatCannotBeKept) {
  EXPECT_THAT(run_program(std::string(sweep) + "-o a --columnar a").errors,
              HasSubstr("--columnar a: is also the file of --output"));
  EXPECT_THAT(run_program(std::string(sweep) + "-o - --checkpoint a").errors,
              HasSubstr("--output -: cannot go on from a checkpoint: name a file"));
  EXPECT_EQ(run_program("sweep no-such.toml").errors, "no-such.toml: no such file\n");
}

/// Sweeps that go on.
class ResumedSweep : public testing::Test {
 protected:
  ResumedSweep() { fs::create_directory(folder_); }
  ~ResumedSweep() override { fs::remove_all(folder_); }

  std::string path(std::string const& name) const { return folder_ + "/" + name; }
  std::string kept() const {
    return fmt::format("-o {} --columnar {} --checkpoint {} ", path("r.csv"), path("r.arrows"),
                       path("ckpt"));
  }
  void expect_whole(std::string const& arguments) const {
    run_program(fmt::format("{} -o {} --columnar {}", arguments, path("w.csv"), path("w.arrows")));
    EXPECT_EQ(text_of_file(path("r.csv")), text_of_file(path("w.csv")));
    EXPECT_EQ(text_of_file(path("r.arrows")), text_of_file(path("w.arrows")));
  }

  std::string const folder_ = fresh_path("sweep");
};

TEST_F(ResumedSweep, WithATornTailGivesTheBytesOfAnUnbrokenOne) {
  std::string const run = std::string(sweep) + "--paths 1000 ";
  ASSERT_EQ(run_program(run + kept()).exit_code, 0);
  std::ofstream(path("r.csv"), std::ios::app) << "late,torn";
  std::ofstream(path("r.arrows"), std::ios::app) << "torn";
  Outcome const again = run_program(run + kept() + "--resume");
  EXPECT_EQ(again.exit_code, 0);
  EXPECT_EQ(again.errors, path("ckpt") + ": goes on after 11 of 11 scenarios\n");
  EXPECT_THAT(again.output, HasSubstr("11 of 11 scenarios"));
  expect_whole(run);
}

TEST_F(ResumedSweep, AfterKillsGivesTheBytesOfAnUnbrokenOne) {
  std::vector<std::string> const words = {"sweep",        "small-sweep.toml",
                                          "--paths",      "2000000",
                                          "--threads",    "2",
                                          "-o",           path("r.csv"),
                                          "--columnar",   path("r.arrows"),
                                          "--checkpoint", path("ckpt"),
                                          "--resume",     "--checkpoint-every",
                                          "0.01"};
  int kills = 0;
  for (std::uintmax_t size = 0; kills < 4; ++kills) {
    Process process(words);
    auto const grown = [&] {
      std::error_code none;
      return fs::exists(path("r.csv"), none) && fs::file_size(path("r.csv"), none) > size + 1500;
    };
    while (!grown() && process.is_running()) ::usleep(1000);
    process.send(SIGKILL);
    if (process.wait() != -SIGKILL) break;
    size = fs::file_size(path("r.csv"));
  }
  EXPECT_GE(kills, 1) << "no kill came in time";
  Process last(words);
  EXPECT_EQ(last.wait(), 0) << last.errors();
  expect_whole(std::string(sweep) + "--paths 2000000");
}

TEST_F(ResumedSweep, ByTheCommandThatAnInterruptedOnePrints) {
  Process process({"sweep", "small-sweep.toml", "--paths", "4000000", "--threads", "1", "-o",
                   path("r.csv"), "--columnar", path("r.arrows"), "--checkpoint", path("ckpt")});
  while (process.is_running() &&
         !(fs::exists(path("r.csv")) && lines_of(text_of_file(path("r.csv"))).size() > 4))
    ::usleep(1000);
  process.send(SIGINT);
  ASSERT_EQ(process.wait(), 128 + SIGINT) << process.errors();
  EXPECT_THAT(process.errors(),
              HasSubstr(" of 11 scenarios are done\n" + path("ckpt") + " holds "));
  EXPECT_THAT(process.errors(), HasSubstr("--resume\n"));
  EXPECT_THAT(process.output(), HasSubstr(" of 11 scenarios"));
  Outcome const rest = run_program(std::string(sweep) + "--paths 4000000 " + kept() + "--resume");
  EXPECT_EQ(rest.exit_code, 0) << rest.errors;
  expect_whole(std::string(sweep) + "--paths 4000000");
}

TEST_F(ResumedSweep, OfAnotherSweepIsRefused) {
  std::string const run = std::string(sweep) + "--paths 1000 ";
  ASSERT_EQ(run_program(run + kept()).exit_code, 0);
  EXPECT_EQ(
      run_program(run + kept()).errors,
      fmt::format("--checkpoint {}: is there already, with 11 of 11 scenarios of a sweep; add "
                  "--resume to go on with it, or name another file\n",
                  path("ckpt")));
  EXPECT_EQ(run_program(run + kept() + "--resume --seed 4").errors,
            path("ckpt") + ": is of another sweep: seed: 3 in the checkpoint, 4 here\n");
  EXPECT_EQ(run_program(run + kept() + "--resume --set builds.north.slip_months=1").errors,
            path("ckpt") +
                ": is of another sweep: catalog or program: the same scenarios have other plans\n");
  fs::resize_file(path("r.csv"), 10);
  EXPECT_THAT(run_program(run + kept() + "--resume").errors,
              HasSubstr("r.csv: has 10 bytes, the checkpoint counts on "));
}

}  // namespace
}  // namespace nameplate
