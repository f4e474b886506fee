#include "host/team/run_in_team.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <mutex>
#include <set>

#include "nameplate/compare.hpp"
#include "tests/support/tiny_catalog.hpp"
#include "tests/unit/team/thread_team.hpp"

namespace nameplate {
namespace {

class RunInTeam : public testing::Test {
 protected:
  RunOptions options(Team& team) const {
    RunOptions options = alone_;
    options.team = &team;
    return options;
  }

  Plan const plan_ = compile(TinyCatalog().law("delay_months", "\"2 to 20\"").build({}).parse(),
                             {{"2026", "2027"}, {"portfolio"}, {"facility_gw", "energy_twh"}});
  RunOptions const alone_ = [] {
    RunOptions options;
    options.backend = Backend::cpu;
    options.paths = 20'011;
    options.first_path = 3;
    options.chunk_paths = 512;
    options.threads = 1;
    return options;
  }();
  std::mutex mutex_;  // of what the ranks tell the test
};

TEST_F(RunInTeam, GivesEachRankTheTalliesOfOneProcess) {
  Tallies const expected = run(plan_, alone_).tallies;
  in_team(3, [&](Team& team) {
    RunResult const result = run(plan_, options(team));
    std::lock_guard const lock(mutex_);
    EXPECT_TRUE(result.tallies == expected) << team.rank();
    EXPECT_EQ(result.paths, PathSet({alone_.first_path, alone_.paths}));
  });
}

TEST_F(RunInTeam, LeavesOutWhatRankZeroKnowsToBeDone) {
  in_team(2, [&](Team& team) {
    RunOptions rest = options(team);
    if (team.rank() == 0) rest.done = PathSet({5, 10'000});
    RunResult const result = run(plan_, rest);
    std::lock_guard const lock(mutex_);
    EXPECT_EQ(result.paths, PathSet({5, 10'000}).missing_from({3, 20'011}));
    EXPECT_EQ(result.tallies.paths, 10'011);
  });
}

TEST_F(RunInTeam, EndsForAllOnceOneIsToldToStop) {
  in_team(3, [&](Team& team) {
    std::atomic<bool> const stop = team.rank() == 1;
    RunOptions stopped = options(team);
    stopped.paths = 1'000'000'000'000;
    stopped.stop = &stop;
    RunResult const result = run(plan_, stopped);
    std::lock_guard const lock(mutex_);
    EXPECT_EQ(result.paths.count(), result.tallies.paths);
    EXPECT_LT(result.paths.count(), stopped.paths);
  });
}

/// Evaluates nothing.
class LostDevice : public Executor {
 public:
  void run(PathSource& paths) override {
    paths.next(512);
    throw RunError("device lost");
  }
  std::vector<Tallies> take() override { return {}; }
  std::string device() const override { return "lost"; }
};

TEST_F(RunInTeam, FailsForAllInTheWordsOfTheOneThatFailed) {
  std::vector<std::string> messages(3);
  in_team(3, [&](Team& team) {
    auto const make = [&](Backend, RunOptions const& chosen) {
      if (team.rank() != 1) return tallying_on_cpu(plan_, chosen);
      Executors executors;
      executors.push_back(std::make_unique<LostDevice>());
      return executors;
    };
    try {
      run_in_team(make, std::array{&plan_}, options(team));
    } catch (TeamFailure const& failure) {
      std::lock_guard const lock(mutex_);
      EXPECT_EQ(failure.exit_code(), 3);
      messages[static_cast<std::size_t>(team.rank())] = failure.what();
    }
  });
  EXPECT_THAT(messages, testing::Each("rank 1: device lost"));
}

TEST_F(RunInTeam, KeepsWhatIsDoneWhenPathsAreNoLongerDealtOut) {
  PathSet kept;
  in_team(
      2,
      [&](Team& team) {
        RunOptions options = this->options(team);
        if (team.rank() == 1)
          options.snapshot = [&](Snapshot const& snapshot) { kept = snapshot.paths; };
        std::string message;
        try {
          run(plan_, options);
        } catch (TeamFailure const& failure) {
          message = failure.what();
        }
        std::lock_guard const lock(mutex_);
        EXPECT_EQ(message, "rank 1: rank 0, which deals out the paths, does not answer");
      },
      1);
  EXPECT_GE(kept.count(), 512);
}

TEST_F(RunInTeam, RefusesRanksThatRunDifferentThings) {
  std::set<std::string> messages;
  in_team(2, [&](Team& team) {
    RunOptions other = options(team);
    other.seed = static_cast<std::uint64_t>(team.rank());
    try {
      run(plan_, other);
    } catch (TeamFailure const& failure) {
      std::lock_guard const lock(mutex_);
      EXPECT_EQ(failure.exit_code(), 2);
      messages.insert(failure.what());
    }
  });
  ASSERT_EQ(messages.size(), 1);
  EXPECT_THAT(*messages.begin(),
              testing::HasSubstr("rank 0: 20011 paths from 3 with seed 0 of plan "));
  EXPECT_THAT(*messages.begin(),
              testing::HasSubstr("; rank 1: 20011 paths from 3 with seed 1 of plan "));
}

}  // namespace
}  // namespace nameplate
