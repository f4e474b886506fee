#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

#include "tests/cli/program.hpp"
#include "tests/fault/process.hpp"

/// Runs that go on, as users start them.
namespace nameplate {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

constexpr char const* short_run = "run small.toml --metrics facility_gw --paths 3000 --format json";

class Resume : public testing::Test {
 protected:
  ~Resume() override { fs::remove_all(folder_); }

  Resume() { fs::create_directory(folder_); }

  std::string const folder_ = fresh_path("folder");
  std::string const file_ = folder_ + "/run.ckpt";
  std::string const kept_ = " --checkpoint " + file_;
  std::string const resumed_ = kept_ + " --resume";
};

TEST_F(Resume, WithoutAFileStartsTheRunAndSaysSo) {
  Outcome const outcome = run_program(short_run + resumed_);
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(outcome.errors, file_ + ": is not there yet, so the run starts\n");
  EXPECT_EQ(results_of(outcome.output), results_of(run_program(short_run).output));
  EXPECT_EQ(paths_in(file_), 3000);
}

TEST_F(Resume, OfACompleteFilePrintsItsResults) {
  Outcome const first = run_program(short_run + kept_);
  Outcome const again = run_program(short_run + resumed_);
  EXPECT_EQ(again.exit_code, 0);
  EXPECT_EQ(again.errors, file_ + ": goes on after 3,000 of 3,000 paths\n");
  EXPECT_EQ(results_of(again.output), results_of(first.output));
  EXPECT_THAT(again.output, HasSubstr("\"paths_per_second\": 0.0"));
}

TEST_F(Resume, WithOtherThreadsAndInstructionsGivesTheSameBytes) {
  std::string const longer = "run small.toml --metrics facility_gw --paths 90000 --format json";
  ASSERT_EQ(run_program(short_run + kept_ + " --isa portable --threads 3").exit_code, 0);
  Outcome const rest = run_program(longer + resumed_ + " --isa auto --threads 2");
  EXPECT_EQ(rest.errors, file_ + ": goes on after 3,000 of 90,000 paths\n");
  EXPECT_EQ(results_of(rest.output), results_of(run_program(longer).output));
}

TEST_F(Resume, ByTheCommandThatAnInterruptedRunPrintsGivesTheBytesOfOneRun) {
  std::string const paths = "8000000";
  Process process({"run", "small.toml", "--metrics", "facility_gw", "--paths", paths, "--format",
                   "json", "--checkpoint", file_, "--checkpoint-every", "0.02"});
  ASSERT_TRUE(process.waits_for_more_than(0, file_)) << process.errors();
  process.send(SIGINT);
  ASSERT_EQ(process.wait(), 128 + SIGINT) << process.errors();
  std::string const said = process.errors(), program = "  " NAMEPLATE_PROGRAM " ";
  std::size_t const command = said.rfind(program);
  ASSERT_NE(command, std::string::npos) << said;

  std::string arguments = said.substr(command + program.size());
  arguments.pop_back();  // the line's end
  Outcome const rest = run_program(arguments);
  ASSERT_EQ(rest.exit_code, 0) << rest.errors;
  Outcome const unbroken =
      run_program("run small.toml --metrics facility_gw --format json --paths " + paths);
  EXPECT_EQ(results_of(rest.output), results_of(unbroken.output));
}

TEST_F(Resume, OfAComparisonGivesTheBytesOfOneRun) {
  std::string const compare =
      "compare small.toml --change builds.north.slip_months=6 --metrics facility_gw --format json";
  ASSERT_EQ(run_program(compare + " --paths 1000" + kept_).exit_code, 0);
  Outcome const rest = run_program(compare + " --paths 3000" + resumed_);
  EXPECT_EQ(rest.errors, file_ + ": goes on after 1,000 of 3,000 paths\n");
  EXPECT_EQ(results_of(rest.output), results_of(run_program(compare + " --paths 3000").output));
}

/// A limit on the size of files stands for a full disk: the first state fits, later ones do not.
TEST_F(Resume, AfterADiskThatFillsUpInMidRunLosesNothing) {
  std::string const run =
      "run small.toml --metrics facility_gw --paths 100000 --format json --checkpoint-every 0.01";
  Outcome const full = run_program(run + kept_, "ulimit -f 64");  // in units of 512 bytes
  EXPECT_EQ(full.exit_code, 3);
  EXPECT_THAT(full.errors, HasSubstr("cannot write " + file_ +
                                     ": File too large; it still holds 0 "
                                     "of 100,000 paths; the run goes on and tries again\n"));
  EXPECT_THAT(full.errors,
              HasSubstr(file_ + " holds 0 of 100,000 paths; to go on:\n  " NAMEPLATE_PROGRAM));
  std::string const results = results_of(run_program(run + resumed_).output);
  EXPECT_EQ(results_of(full.output), results);
  EXPECT_EQ(results, results_of(run_program("run small.toml --metrics facility_gw --paths 100000 "
                                            "--format json")
                                    .output));
}

/// Of the superuser's rights this process has, a folder without the right to write is no obstacle;
/// one of the system's is.
TEST_F(Resume, InAReadOnlyFolderIsRefusedBeforeTheRun) {
  std::string folder = "/sys";
  if (::geteuid() != 0) {
    fs::permissions(folder_, fs::perms::owner_read | fs::perms::owner_exec);
    folder = folder_;
  }
  Outcome const outcome = run_program(short_run + (" --checkpoint " + folder) + "/run.ckpt");
  if (::geteuid() != 0) fs::permissions(folder_, fs::perms::owner_all);
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_EQ(outcome.output, "");
  EXPECT_THAT(outcome.errors,
              testing::MatchesRegex(folder + "/run.ckpt.lock: cannot be made: (Permission denied|"
                                             "Read-only file system|Operation not permitted)\n"));
}

}  // namespace
}  // namespace nameplate
