#include "nameplate/compare.hpp"

#include "tests/gpu/gpu_test.hpp"
#include "tests/gpu/paths.hpp"
#include "tests/gpu/plans.hpp"

/// Comparisons on the device are the CPU's integers.
namespace nameplate {
namespace {

void expect_same(Plan const& base, Plan const& alternative, Paths const& paths) {
  Comparison const cuda = compare(base, alternative, options(paths, Backend::cuda));
  Comparison const cpu = compare(base, alternative, options(paths, Backend::cpu));
  EXPECT_EQ(cuda.facts.backend, "cuda");
  EXPECT_EQ(cuda.tallies.base, cpu.tallies.base);
  EXPECT_EQ(cuda.tallies.alternative, cpu.tallies.alternative);
  EXPECT_EQ(cuda.tallies.difference, cpu.tallies.difference);
}

using GpuCompare = GpuTest;

TEST_F(GpuCompare, TalliesTheCpusIntegers) {
  expect_same(varied_plan(), varied_plan(7), {3001, 17, 0});
}

TEST_F(GpuCompare, DoesNotDependOnTheChunks) {
  expect_same(varied_plan(), varied_plan(7), {3001, 17, 1000});
  expect_same(varied_plan(), varied_plan(7), {1, 0, 1});
}

TEST_F(GpuCompare, OfNoPathsIsEmpty) { expect_same(small_plan(), small_plan(), {0, 0, 0}); }

TEST_F(GpuCompare, LeavesOutPathsThatFailACondition) {
  std::vector<std::string> const given = {"build:hall completes", "build:plan fails"};
  expect_same(varied_plan(0, given), varied_plan(7, given), {3001, 17, 0});
}

}  // namespace
}  // namespace nameplate
