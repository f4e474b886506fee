#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/checkpoint/small_runs.hpp"

namespace nameplate {
namespace {

TEST(Checkpoint, ComesBackAsItWasWritten) {
  Checkpoint const written = small_run({100, 3000}, {612, 1500});
  Checkpoint const read = read_checkpoint(to_bytes(written));
  EXPECT_EQ(read.subject.version, written.subject.version);
  EXPECT_EQ(read.subject.model_checksum, written.subject.model_checksum);
  EXPECT_EQ(read.subject.seed, 7u);
  EXPECT_EQ(read.subject.range, (PathSpan{100, 3000}));
  EXPECT_EQ(read.paths, PathSet({612, 1500}));
  ASSERT_EQ(read.tallies.size(), 1u);
  EXPECT_TRUE(read.tallies[0] == written.tallies[0]);
  EXPECT_EQ(to_bytes(read), to_bytes(written));

  CheckpointPlan const &side = read.subject.plans[0], &original = written.subject.plans[0];
  EXPECT_EQ(side.catalog, original.catalog);
  EXPECT_EQ(side.scope_names.at("group:ours"), "Ours");
  EXPECT_EQ(side.plan.bytes, original.plan.bytes);
  ASSERT_EQ(side.plan.labels.size(), 4u);
  EXPECT_EQ(side.plan.labels[1].metric, "facility_gw/it_gw");
  EXPECT_EQ(side.plan.labels[1].quantity, Quantity::ratio);
}

TEST(Checkpoint, KnowsOfRepairedCorrelations) {
  Catalog catalog = small_catalog();
  EXPECT_FALSE(checkpoint_plan(catalog, small_plan()).repair_distance);
  catalog.factors.repair_distance = 0.75;
  CheckpointPlan const side = checkpoint_plan(catalog, small_plan());
  Checkpoint const written = empty_checkpoint(checkpoint_subject({side}, small_options({0, 1000})));
  EXPECT_EQ(read_checkpoint(to_bytes(written)).subject.plans[0].repair_distance, 0.75);
}

TEST(Checkpoint, KeepsPathsWithGaps) {
  Checkpoint checkpoint = small_run({0, 5000}, {0, 600});
  Checkpoint const later = small_run({0, 5000}, {1200, 600});
  checkpoint.add({later.tallies, later.paths});
  Checkpoint const read = read_checkpoint(to_bytes(checkpoint));
  EXPECT_EQ(read.paths, checkpoint.paths);
  EXPECT_TRUE(read.tallies[0] == checkpoint.tallies[0]);
  EXPECT_FALSE(read.is_complete());
}

TEST(Checkpoint, OfWhatWasDoneSinceIsThatOfTheSum) {
  Checkpoint sum = small_run({0, 2000}, {0, 900});
  Checkpoint const since = small_run({0, 2000}, {900, 1100});
  std::vector<std::byte> const bytes = to_bytes(sum, {since.tallies, since.paths});
  sum.add({since.tallies, since.paths});
  EXPECT_EQ(bytes, to_bytes(sum));
  EXPECT_TRUE(read_checkpoint(bytes).is_complete());
}

TEST(Checkpoint, OfNothingDoneIsSmall) {
  Checkpoint const nothing = empty_checkpoint(small_run({0, 1000}, {0, 1000}).subject);
  std::vector<std::byte> const bytes = to_bytes(nothing);
  EXPECT_LT(bytes.size(), nothing.subject.plans[0].plan.bytes.size() + 1000);
  EXPECT_TRUE(read_checkpoint(bytes).paths.empty());
}

/// Most counters are zero and cost nothing; a count of a path takes a byte or two.
TEST(Checkpoint, StoresCountersSparsely) {
  Checkpoint const checkpoint = small_run({0, 1000}, {0, 1000});
  std::size_t const dense = checkpoint.tallies[0].counts.size() * sizeof(std::uint64_t);
  std::size_t const sparse =
      to_bytes(checkpoint).size() - to_bytes(empty_checkpoint(checkpoint.subject)).size();
  EXPECT_GT(dense, 500'000u);
  EXPECT_LT(sparse, 4 * 1000 * 5u);  // outputs, paths, and at most a gap, a length and a count
}

TEST(Checkpoint, HoldsTheThreeTalliesOfAComparison) {
  Catalog const catalog = small_catalog();
  Plan const plan = small_plan();
  RunOptions const options = small_options({0, 1000});
  Comparison comparison = compare(plan, plan, options);
  std::vector<Tallies> tallies;
  for (Tallies* part :
       {&comparison.tallies.base, &comparison.tallies.alternative, &comparison.tallies.difference})
    tallies.push_back(std::move(*part));
  CheckpointPlan const side = checkpoint_plan(catalog, plan);
  Checkpoint checkpoint = empty_checkpoint(checkpoint_subject({side, side}, options));
  checkpoint.add({tallies, comparison.paths});
  Checkpoint const read = read_checkpoint(to_bytes(checkpoint));
  EXPECT_TRUE(read.subject.is_comparison());
  EXPECT_EQ(read.tallies, tallies);
}

}  // namespace
}  // namespace nameplate
