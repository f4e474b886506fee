#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/cli/program.hpp"

/// What the program says where memory is short, as `ulimit -v` makes it.
namespace nameplate {
namespace {

class ShortMemory : public testing::Test {
 protected:
  void SetUp() override {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "sanitizers take terabytes of address space";
#endif
  }
};

TEST_F(ShortMemory, RefusesARunThatWouldNotFit) {
  Outcome const outcome = run_program(
      "run small.toml --paths 1e6 --threads 64 --metrics all --scope all", "ulimit -v 500000");
  EXPECT_THAT(outcome.errors,
              testing::MatchesRegex("tallies: the counters of [0-9]+ outputs take up to [0-9.]+ GB "
                                    "of memory on [0-9]+ threads, of which 0\\.[0-9]+ GB are "
                                    "available: ask for [0-9]+ threads? or fewer, or for fewer "
                                    "metrics, dates or scopes\n"));
  EXPECT_EQ(outcome.output, "");
  EXPECT_EQ(outcome.exit_code, 2);
}

TEST_F(ShortMemory, RefusesACheckpointThatWouldNotFit) {
  auto const file = std::filesystem::path(testing::TempDir()) / "nameplate_wide.ckpt";
  Outcome const run = run_program(
      "run small.toml --paths 10 --metrics all --scope all --dates 2026..2045 --checkpoint '" +
      file.string() + "'");
  EXPECT_EQ(run.exit_code, 0) << run.errors;
  Outcome const outcome = run_program("merge '" + file.string() + "'", "ulimit -v 300000");
  std::filesystem::remove(file);
  std::filesystem::remove(file.string() + ".lock");
  EXPECT_EQ(outcome.errors, file.string() + ": its counters take more memory than there is\n");
  EXPECT_EQ(outcome.output, "");
  EXPECT_EQ(outcome.exit_code, 2);
}

TEST_F(ShortMemory, ThatRunsOutEndsTheProgramWithAMessage) {
  auto const catalog = std::filesystem::path(testing::TempDir()) / "nameplate_long_array.toml";
  {
    std::ofstream file(catalog);
    file << "x = [";
    for (int i = 0; i < 4'000'000; ++i) file << "1,";
    file << "]\n";
  }
  Outcome const outcome = run_program("check '" + catalog.string() + "'", "ulimit -v 200000");
  std::filesystem::remove(catalog);
  EXPECT_EQ(outcome.errors,
            "out of memory: ask for fewer threads, metrics, dates or scopes; with --exact or "
            "--samples also for fewer paths\n");
  EXPECT_EQ(outcome.exit_code, 3);
}

}  // namespace
}  // namespace nameplate
