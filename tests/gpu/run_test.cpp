#include "nameplate/run.hpp"

#include <algorithm>
#include <numeric>
#include <span>

#include "kernels/plan_view.hpp"
#include "kernels/tally.hpp"
#include "tests/gpu/gpu_test.hpp"
#include "tests/gpu/paths.hpp"
#include "tests/gpu/plans.hpp"

namespace nameplate {
namespace {

/// Compares output by output, so that a failure says which.
void expect_equal(Plan const& plan, Tallies const& actual, Tallies const& expected) {
  TallyRecord const* const records = PlanView(plan.bytes.data()).tallies();
  for (std::size_t o = 0; o < plan.labels.size(); ++o) {
    SCOPED_TRACE(plan.labels[o].metric + " of " + plan.labels[o].scope + " at " +
                 plan.labels[o].date);
    EXPECT_EQ(actual.sums[o], expected.sums[o]);
    EXPECT_EQ(actual.squares[o], expected.squares[o]);
    auto const counts =
        std::span(actual.counts).subspan(records[o].first_bin, counter_count(records[o]));
    EXPECT_EQ(std::reduce(counts.begin(), counts.end()), actual.paths);
    EXPECT_TRUE(
        std::equal(counts.begin(), counts.end(), expected.counts.begin() + records[o].first_bin));
  }
  EXPECT_TRUE(actual == expected);
}

void expect_same_tallies(Plan const& plan, Paths const& paths) {
  RunResult const cuda = run(plan, options(paths, Backend::cuda));
  EXPECT_EQ(cuda.facts.backend, "cuda");
  EXPECT_EQ(cuda.tallies.paths, paths.count);
  expect_equal(plan, cuda.tallies, run(plan, options(paths, Backend::cpu)).tallies);
}

using GpuRun = GpuTest;

class GpuRunOf : public GpuTest, public testing::WithParamInterface<Paths> {};

TEST_P(GpuRunOf, GivesTheCpusTalliesWithSlotsInSharedMemory) {
  expect_same_tallies(small_plan(), GetParam());
}

TEST_P(GpuRunOf, GivesTheCpusTalliesWithSlotsInScratchMemory) {
  expect_same_tallies(varied_plan(), GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    Paths, GpuRunOf,
    testing::Values(Paths{1, 0, 0},         // one thread of one tile
                    Paths{127, 0, 0},       // a tile with one path missing
                    Paths{128, 0, 0},       // one whole tile
                    Paths{129, 5, 0},       // two tiles, the second with one path
                    Paths{3001, 17, 0},     // tiles for several blocks
                    Paths{3001, 17, 1000},  // the same in chunks that end within a tile
                    Paths{600, 17, 128},    // more chunks than are in flight
                    Paths{7, 3, 1},         // chunks of one path
                    Paths{2, 1, 0},         // some of the paths of one thread
                    Paths{126, 3, 0},       // a tile's worth, and what comes before makes it two
                    Paths{400, 6, 130},     // chunks that start at any multiple of two
                    Paths{500, (std::uint64_t{1} << 32) - 250,
                          200},                                 // the path's high word changes
                    Paths{5, (std::uint64_t{1} << 32) - 3, 0},  // between two threads
                    Paths{200, (std::uint64_t{1} << 32) - 131, 129},
                    Paths{300, (std::uint64_t{3} << 60) + 12345, 0}));  // and is large

/// What makes the comparisons above worth something.
TEST_F(GpuRun, MeetsNegativeSumsAndUndefinedValuesInTheVariedPlan) {
  Plan const plan = varied_plan();
  Tallies const tallies = run(plan, options({1000, 0, 0}, Backend::cuda)).tallies;
  EXPECT_TRUE(std::ranges::any_of(tallies.sums, [](WideSum const& sum) { return sum.high < 0; }));
  std::span const records(PlanView(plan.bytes.data()).tallies(), plan.labels.size());
  EXPECT_TRUE(std::ranges::any_of(records, [&](TallyRecord const& record) {
    return tallies.counts[record.first_bin + undefined_bin(record)] > 0;
  }));
}

TEST_F(GpuRun, GivesTheCpusTalliesOnTheShippedCatalog) {
  expect_same_tallies(shipped_plan(), {4000, 0, 1500});
}

/// Several tiles for every block that a device runs at once.
TEST_F(GpuRun, BlocksTakeTilesInTurn) { expect_same_tallies(small_plan(), {1 << 19, 0, 0}); }

TEST_F(GpuRun, WithoutPathsIsEmpty) {
  Plan const plan = small_plan();
  expect_equal(plan, run(plan, options({0, 0, 0}, Backend::cuda)).tallies, Tallies(plan));
}

TEST_F(GpuRun, OfTwoRangesAddsUpToTheWhole) {
  Plan const plan = varied_plan();
  Tallies parts = run(plan, options({700, 0, 0}, Backend::cuda)).tallies;
  parts += run(plan, options({1300, 700, 0}, Backend::cuda)).tallies;
  expect_equal(plan, parts, run(plan, options({2000, 0, 0}, Backend::cuda)).tallies);
}

TEST_F(GpuRun, ReportsTheProgressOfItsChunks) {
  RunOptions asked = options({1000, 0, 300}, Backend::cuda);
  asked.devices = {0};
  std::vector<std::uint64_t> reports;
  asked.progress = [&](std::uint64_t done) { reports.push_back(done); };
  run(small_plan(), asked);
  EXPECT_EQ(reports, (std::vector<std::uint64_t>{300, 600, 900, 1000}));
}

}  // namespace
}  // namespace nameplate
