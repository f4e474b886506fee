#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <thread>

#include "nameplate/checkpoint.hpp"
#include "tests/cli/program.hpp"
#include "tests/fault/process.hpp"

namespace nameplate {
namespace {

using testing::HasSubstr;

/// A run that would take minutes.
std::vector<std::string> long_run(std::string const& checkpoint, std::string const& format) {
  return {"run",  "small.toml",   "--metrics", "facility_gw",        "--paths", "1e11", "--format",
          format, "--checkpoint", checkpoint,  "--checkpoint-every", "0.02"};
}

struct Interrupted {
  int exit_code = 0;
  std::string output, errors;
};

Interrupted interrupted(int signal, std::string const& checkpoint, std::string const& format) {
  Process process(long_run(checkpoint, format));
  EXPECT_TRUE(process.waits_for_more_than(0, checkpoint)) << process.errors();
  process.send(signal);
  int const code = process.wait();
  return {code, process.output(), process.errors()};
}

TEST(Interruption, GivesPartialResultsAndTheWayOn) {
  std::string const checkpoint = fresh_path("ckpt");
  Interrupted const table = interrupted(SIGINT, checkpoint, "table");
  EXPECT_EQ(table.exit_code, 128 + SIGINT);
  EXPECT_THAT(table.output, HasSubstr("PARTIAL: 100,000,000,000 paths were asked for;"));
  EXPECT_THAT(table.errors,
              HasSubstr("of 100,000,000,000 paths are done; the results are partial"));
  EXPECT_THAT(table.errors, HasSubstr(checkpoint + " --checkpoint-every 0.02 --resume\n"));
  std::remove(checkpoint.c_str());
}

TEST(Interruption, ByTermHasAnExitCodeOfItsOwnAndMarksJson) {
  std::string const checkpoint = fresh_path("ckpt");
  Interrupted const json = interrupted(SIGTERM, checkpoint, "json");
  EXPECT_EQ(json.exit_code, 128 + SIGTERM);
  EXPECT_THAT(json.output, HasSubstr("\"paths_asked\": 100000000000"));
  std::remove(checkpoint.c_str());
}

TEST(Interruption, MarksCsvByTheNumbersOfPaths) {
  std::string const checkpoint = fresh_path("ckpt");
  Interrupted const csv = interrupted(SIGINT, checkpoint, "csv");
  EXPECT_EQ(csv.exit_code, 128 + SIGINT);
  EXPECT_THAT(csv.output, HasSubstr(",paths_asked,100000000000\n"));
  EXPECT_THAT(csv.output, HasSubstr(",paths_missing,"));
  std::remove(checkpoint.c_str());
}

/// With chunks of a second or more, so that the second signal comes while they are in work.
TEST(Interruption, TwiceEndsTheProgramAtOnceAndLosesNothingThatIsKept) {
#if defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "with what the sanitizer keeps of it, so large a run takes 24 GB and more";
#endif
  std::string const checkpoint = fresh_path("ckpt");
  Process process({"run", NAMEPLATE_DATA_DIR "/catalog.toml", "--metrics", "all", "--scope",
                   "builds", "--dates", "2026..2035", "--paths", "1e9", "--threads", "1",
                   "--checkpoint", checkpoint});
  while (process.is_running() && !std::filesystem::exists(checkpoint))
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  std::this_thread::sleep_for(std::chrono::milliseconds(100));  // the file is there: it runs
  process.send(SIGINT);
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  ASSERT_TRUE(process.is_running()) << "the first signal alone ended it: " << process.errors();
  process.send(SIGINT);
  EXPECT_EQ(process.wait(), -SIGINT);
  EXPECT_EQ(process.output(), "");
  EXPECT_EQ(read_checkpoint_file(checkpoint).subject.range.count, 1'000'000'000);
  std::remove(checkpoint.c_str());
}

TEST(Checkpoint, IsRefusedWhileAnotherProcessHoldsIt) {
  std::string const checkpoint = fresh_path("ckpt");
  Process first(long_run(checkpoint, "json"));
  ASSERT_TRUE(first.waits_for_more_than(0, checkpoint)) << first.errors();
  Outcome const second = run_program("run small.toml --resume --checkpoint " + checkpoint);
  EXPECT_EQ(second.exit_code, 2);
  EXPECT_THAT(second.errors, HasSubstr("is in use by process "));
  first.send(SIGTERM);
  EXPECT_EQ(first.wait(), 128 + SIGTERM);
  std::remove(checkpoint.c_str());
}

TEST(Checkpoint, ThatCannotBeWrittenIsKnownBeforeTheRun) {
  Outcome const outcome = run_program("run small.toml --checkpoint /nonexistent/run.ckpt");
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_EQ(outcome.output, "");
  EXPECT_THAT(outcome.errors,
              HasSubstr("/nonexistent/run.ckpt.lock: cannot be made: No such file"));
}

}  // namespace
}  // namespace nameplate
