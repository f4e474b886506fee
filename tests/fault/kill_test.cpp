#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <random>
#include <thread>

#include "tests/cli/program.hpp"
#include "tests/fault/process.hpp"

namespace nameplate {
namespace {

/// Overridden by the environment: tests/fault/kill.
int kills_asked() {
  char const* const text = std::getenv("NAMEPLATE_KILLS");
  return text == nullptr ? 8 : std::atoi(text);
}

TEST(Kill, LeavesACheckpointThatEndsInTheBytesOfAnUnbrokenRun) {
  constexpr int paths_per_kill = 4'000'000, longest_wait_ms = 60;
  int const kills = kills_asked();
  ASSERT_GT(kills, 0);
  std::string const checkpoint = fresh_path("ckpt"), paths = std::to_string(kills * paths_per_kill);
  std::vector<std::string> const words = {
      "run",      "small.toml",   "--metrics", "facility_gw",        "--paths",
      paths,      "--threads",    "2",         "--format",           "json",
      "--resume", "--checkpoint", checkpoint,  "--checkpoint-every", "0.02"};
  std::mt19937 generator(20250101);
  std::uniform_int_distribution<int> wait_ms(0, longest_wait_ms);

  std::uint64_t kept = 0;
  for (int i = 0; i < kills; ++i) {
    Process process(words);
    ASSERT_TRUE(process.waits_for_more_than(kept, checkpoint)) << process.errors();
    std::this_thread::sleep_for(std::chrono::milliseconds(wait_ms(generator)));
    process.send(SIGKILL);
    ASSERT_EQ(process.wait(), -SIGKILL) << "no work was left at kill " << i;
    std::uint64_t const now = paths_in(checkpoint);
    ASSERT_GT(now, kept);
    fmt::print("kill {}: the checkpoint holds {} of {} paths\n", i + 1, now, paths);
    kept = now;
  }
  Process last(words);
  ASSERT_EQ(last.wait(), 0) << last.errors();
  Outcome const unbroken = run_program(
      "run small.toml --metrics facility_gw --threads 2 --format json --paths " + paths);
  ASSERT_EQ(unbroken.exit_code, 0) << unbroken.errors;
  EXPECT_EQ(results_of(last.output()), results_of(unbroken.output));
  EXPECT_EQ(std::remove(checkpoint.c_str()), 0);
}

}  // namespace
}  // namespace nameplate
