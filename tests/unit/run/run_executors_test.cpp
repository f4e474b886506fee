#include "host/run_executors.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <thread>

#include "nameplate/error.hpp"
#include "tests/support/tallies.hpp"
#include "tests/support/tiny_catalog.hpp"

/// Executors that evaluate path by path, at different speeds, or fail.
namespace nameplate {
namespace {

constexpr std::uint64_t seed = 3;

struct Behaviour {
  std::chrono::microseconds per_chunk{0};
  std::uint64_t fails_after = std::numeric_limits<std::uint64_t>::max();  // paths
  bool fails_to_hand_over = false;
};

class SlowExecutor : public Executor {
 public:
  SlowExecutor(Plan const& plan, Behaviour behaviour)
      : plan_(plan), behaviour_(behaviour), tallies_(plan) {}

  void run(PathSource& paths) override {
    while (auto const span = paths.next(10)) {
      std::this_thread::sleep_for(behaviour_.per_chunk);
      tallies_ += scalar_tallies(plan_, seed, span->first, span->count);
      done_ += span->count;
      if (done_ >= behaviour_.fails_after) throw RunError("device lost");
      paths.finished(span->count);
    }
  }

  std::vector<Tallies> take() override {
    if (behaviour_.fails_to_hand_over) throw RunError("nothing comes back");
    return {std::exchange(tallies_, Tallies(plan_))};
  }

  std::string device() const override { return "slow"; }

 private:
  Plan const& plan_;
  Behaviour behaviour_;
  Tallies tallies_;
  std::uint64_t done_ = 0;
};

class RunExecutors : public testing::Test {
 protected:
  Executors executors(std::initializer_list<Behaviour> behaviours) const {
    Executors executors;
    for (Behaviour const& behaviour : behaviours)
      executors.push_back(std::make_unique<SlowExecutor>(plan_, behaviour));
    return executors;
  }

  Outcome run(std::initializer_list<Behaviour> behaviours) const {
    return run_executors(executors(behaviours), std::array{&plan_}, options_);
  }

  Tallies expected(PathSet const& paths) const {
    Tallies sum(plan_);
    for (PathSpan const& span : paths.spans())
      sum += scalar_tallies(plan_, seed, span.first, span.count);
    return sum;
  }

  Plan const plan_ = compile(TinyCatalog().law("delay_months", "\"2 to 20\"").build({}).parse(),
                             {{"2026"}, {"portfolio"}, {"facility_gw"}});
  RunOptions options_ = [] {
    RunOptions options;
    options.paths = 1000;
    options.first_path = 17;
    return options;
  }();
};

using namespace std::chrono_literals;

TEST_F(RunExecutors, OfUnequalSpeedShareThePaths) {
  Outcome const outcome = run({{0us}, {2000us}, {100us}, {500us}});
  EXPECT_EQ(outcome.paths, PathSet({17, 1000}));
  EXPECT_TRUE(outcome.tallies[0] == expected(PathSet({17, 1000})));
  EXPECT_EQ(outcome.facts.device, "4 x slow");
}

TEST_F(RunExecutors, LeaveOutWhatIsDone) {
  options_.done.add({20, 100});
  options_.done.add({500, 1});
  PathSet const missing = options_.done.missing_from({17, 1000});
  Outcome const outcome = run({{}, {}});
  EXPECT_EQ(outcome.paths, missing);
  EXPECT_TRUE(outcome.tallies[0] == expected(missing));
}

TEST_F(RunExecutors, TellProgressUpToTheWhole) {
  std::uint64_t last = 0;
  options_.progress = [&](std::uint64_t done) {
    EXPECT_GT(done, last);
    last = done;
  };
  run({{}});
  EXPECT_EQ(last, 1000u);
}

TEST_F(RunExecutors, HandOutConsistentSnapshotsInMidRun) {
  options_.snapshot_seconds = 0.005;
  std::uint64_t last = 0;
  int snapshots = 0;
  options_.snapshot = [&](Snapshot const& snapshot) {
    ++snapshots;
    EXPECT_GE(snapshot.paths.count(), last);  // equal if no chunk was done in 5 ms
    last = snapshot.paths.count();
    EXPECT_TRUE(snapshot.tallies[0] == expected(snapshot.paths));
  };
  Outcome const outcome = run({{1000us}, {3000us}});
  EXPECT_GT(snapshots, 2);
  EXPECT_TRUE(outcome.tallies[0] == expected(PathSet({17, 1000})));
}

TEST_F(RunExecutors, StopEarlyWithWhatIsDone) {
  std::atomic<bool> stop = false;
  options_.stop = &stop;
  options_.progress = [&](std::uint64_t done) { stop = done >= 100; };
  Outcome const outcome = run({{}, {100us}});
  EXPECT_GE(outcome.paths.count(), 100u);
  EXPECT_LT(outcome.paths.count(), 1000u);
  EXPECT_TRUE(outcome.tallies[0] == expected(outcome.paths));
}

/// The error comes out; what the others did is in the last snapshot; the paths of the failed one
/// are not.
TEST_F(RunExecutors, KeepTheWorkOfTheOthersWhenOneFails) {
  PathSet saved;
  options_.snapshot = [&](Snapshot const& snapshot) {
    saved = snapshot.paths;
    EXPECT_TRUE(snapshot.tallies[0] == expected(saved));
  };
  for (Behaviour const& failing : {Behaviour{1000us, 20}, Behaviour{100us, 1u << 30, true}}) {
    saved = {};
    EXPECT_THROW(run({{500us}, failing}), RunError);
    EXPECT_FALSE(saved.empty());
    EXPECT_LE(saved.count(), 1000u - 20u);
  }
}

}  // namespace
}  // namespace nameplate
