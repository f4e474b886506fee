#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <thread>

#include "host/checkpoint/left_parts.hpp"
#include "tests/fault/process.hpp"
#include "tests/mpi/launch.hpp"

namespace nameplate {
namespace {

constexpr int most_kills = 10, least_kills = 2, processes = 3, longest_wait_ms = 60;
constexpr std::uint64_t all_paths = 300'000'000;

std::vector<pid_t> children_of(pid_t parent) {
  std::ifstream list(fmt::format("/proc/{0}/task/{0}/children", parent));
  std::vector<pid_t> children;
  for (pid_t child = 0; list >> child;) children.push_back(child);
  return children;
}

/// None if there is no such file, or no longer.
PathSet paths_of(std::filesystem::path const& file) {
  try {
    return read_checkpoint_file(file).paths;
  } catch (InputError const&) {
    return {};
  }
}

/// In the file and its parts, which may be in both while they are taken over.
std::uint64_t kept_paths(std::string const& checkpoint) {
  PathSet const in_file = paths_of(checkpoint);
  std::uint64_t count = in_file.count();
  for (int const rank : ranks_with_parts(checkpoint)) {
    PathSet const in_part = paths_of(part_path(checkpoint, rank));
    for (PathSpan const& span : in_part.spans()) count += in_file.missing_from(span).count();
  }
  return count;
}

std::vector<std::string> arguments(std::string const& checkpoint,
                                   std::string const& every_seconds) {
  return {"run",        "small.toml",
          "--metrics",  "facility_gw",
          "--paths",    std::to_string(all_paths),
          "--threads",  "1",
          "--format",   "json",
          "--resume",   "--checkpoint",
          checkpoint,   "--checkpoint-every",
          every_seconds};
}

/// Starts a run, waits until it has done more than `kept`, and kills one rank. False if the run
/// came to its end before.
bool kill_one_rank(std::string const& checkpoint, std::uint64_t kept, std::mt19937& generator) {
  Process launcher(NAMEPLATE_MPIRUN, mpirun_words(processes, arguments(checkpoint, "0.02")));
  while (launcher.is_running() && kept_paths(checkpoint) <= kept)
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  std::uniform_int_distribution<int> wait_ms(0, longest_wait_ms), rank(0, processes - 1);
  std::this_thread::sleep_for(std::chrono::milliseconds(wait_ms(generator)));
  std::vector<pid_t> const ranks = children_of(launcher.id());
  if (ranks.size() == processes) {
    EXPECT_EQ(::kill(ranks[static_cast<std::size_t>(rank(generator))], SIGKILL), 0);
  }
  int const exit_code = launcher.wait();
  if (exit_code == 0) return false;
  EXPECT_EQ(exit_code, 128 + SIGKILL) << launcher.errors();  // mpirun passes on how the rank ended
  return true;
}

void remove_all(std::string const& checkpoint) {
  for (int const rank : ranks_with_parts(checkpoint))
    for (char const* const suffix : {"", ".lock"})
      std::filesystem::remove(part_path(checkpoint, rank).string() + suffix);
  for (char const* const suffix : {"", ".lock"}) std::filesystem::remove(checkpoint + suffix);
}

using DeadRank = Mpi;

/// No state is written but the first, which is empty, and the last. Rank 0, which deals out the
/// paths, and another.
TEST_F(DeadRank, LetsTheOthersWriteWhatTheyHaveDone) {
  for (int const victim : {0, 1}) {
    std::string const checkpoint = fresh_path("ckpt");
    Process launcher(NAMEPLATE_MPIRUN, mpirun_words(processes, arguments(checkpoint, "1000")));
    while (launcher.is_running() && ranks_with_parts(checkpoint).size() + 1 < processes)
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    std::vector<pid_t> const ranks = children_of(launcher.id());
    ASSERT_EQ(ranks.size(), processes) << launcher.errors();
    ASSERT_EQ(::kill(ranks[static_cast<std::size_t>(victim)], SIGKILL), 0);
    launcher.wait();
    for (int rank = 0; rank < processes; ++rank) {
      std::string const file = rank == 0 ? checkpoint : part_path(checkpoint, rank).string();
      EXPECT_EQ(paths_of(file).empty(), rank == victim) << "rank " << rank << " of dead " << victim;
    }
    remove_all(checkpoint);
  }
}

TEST_F(DeadRank, LosesNobodyElsesWork) {
  std::string const checkpoint = fresh_path("ckpt");
  std::mt19937 generator(20250101);
  std::uint64_t kept = 0;
  int kills = 0;
  while (kills < most_kills && kept < all_paths && kill_one_rank(checkpoint, kept, generator)) {
    std::uint64_t const now = kept_paths(checkpoint);
    ASSERT_GT(now, kept);
    fmt::print("kill {}: {} of {} paths are kept\n", ++kills, now, all_paths);
    kept = now;
  }
  ASSERT_GE(kills, least_kills);
  std::string const words = fmt::format("{}", fmt::join(arguments(checkpoint, "0.02"), " "));
  Outcome const last = mpirun(ranks(2, words));
  ASSERT_EQ(last.exit_code, 0) << last.errors;
  EXPECT_TRUE(ranks_with_parts(checkpoint).empty());
  Outcome const unbroken = run_program(
      fmt::format("run small.toml --metrics facility_gw --format json --paths {}", all_paths));
  EXPECT_EQ(results_of(last.output), results_of(unbroken.output));
  std::remove(checkpoint.c_str());
}

}  // namespace
}  // namespace nameplate
