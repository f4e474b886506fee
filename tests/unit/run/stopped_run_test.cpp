#include <gtest/gtest.h>

#include "nameplate/compare.hpp"
#include "nameplate/error.hpp"
#include "nameplate/samples.hpp"
#include "tests/support/tiny_catalog.hpp"

/// Runs on the CPU that are cut short, and go on.
namespace nameplate {
namespace {

class StoppedRun : public testing::Test {
 protected:
  StoppedRun() {
    options_.backend = Backend::cpu;
    options_.paths = 1'000'000;
    options_.chunk_paths = 512;
    options_.stop = &stop_;
    options_.progress = [this](std::uint64_t done) {
      if (done > 20'000) stop_ = true;
    };
  }

  /// Options of a run that does the rest.
  RunOptions rest(PathSet const& done) const {
    RunOptions options = options_;
    options.done = done;
    options.stop = nullptr;
    options.progress = {};
    return options;
  }

  Plan const plan_ = compile(TinyCatalog().law("delay_months", "\"2 to 20\"").build({}).parse(),
                             {{"2026", "2027"}, {"portfolio"}, {"facility_gw", "energy_twh"}});
  std::atomic<bool> stop_ = false;
  RunOptions options_;
};

TEST_F(StoppedRun, AndItsRestAddUpToTheWhole) {
  RunResult const part = run(plan_, options_);
  ASSERT_TRUE(stop_);
  EXPECT_GT(part.tallies.paths, 20'000u);
  EXPECT_LT(part.tallies.paths, options_.paths);
  EXPECT_EQ(part.paths.count(), part.tallies.paths);

  RunResult const second = run(plan_, rest(part.paths));
  Tallies sum = part.tallies;
  sum += second.tallies;
  EXPECT_TRUE(sum == run(plan_, rest({})).tallies);
}

TEST_F(StoppedRun, OfAComparisonTellsWhatItIsOf) {
  Comparison const part = compare(plan_, plan_, options_);
  EXPECT_LT(part.paths.count(), options_.paths);
  EXPECT_EQ(part.tallies.base.paths, part.paths.count());
  EXPECT_EQ(part.tallies.difference.paths, part.paths.count());
}

TEST_F(StoppedRun, OfSamplesIsAnError) { EXPECT_THROW(sample(plan_, options_), RunError); }

}  // namespace
}  // namespace nameplate
