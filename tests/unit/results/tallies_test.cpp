#include "nameplate/tallies.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <stdexcept>

#include "tests/unit/results/fake_run.hpp"

namespace nameplate {
namespace {

constexpr std::uint64_t all_ones = std::numeric_limits<std::uint64_t>::max();

TEST(WideSum, CarriesIntoTheHighWord) {
  WideSum sum{all_ones, 0};
  sum += 1;
  EXPECT_EQ(sum, (WideSum{0, 1}));
  sum += -1;
  EXPECT_EQ(sum, (WideSum{all_ones, 0}));
}

TEST(WideSum, HoldsNegativeSums) {
  WideSum sum;
  sum += -1;
  EXPECT_EQ(sum, (WideSum{all_ones, -1}));
  EXPECT_EQ(sum.to_double(), -1.0);
  sum += WideSum{5, 0};
  EXPECT_EQ(sum, (WideSum{4, 0}));
}

TEST(WideSum, AddsTheLeastInteger) {
  WideSum sum;
  for (int i = 0; i < 4; ++i) sum += std::numeric_limits<std::int64_t>::min();
  EXPECT_EQ(sum, (WideSum{0, -2}));
  EXPECT_EQ(sum.to_double(), -0x1p65);
}

TEST(WideSum, BecomesTheNearestDouble) {
  EXPECT_EQ((WideSum{0, 1}).to_double(), 0x1p64);
  // 2^117 + 2^64 + 1: above the middle between two doubles by the low word alone, so it rounds up.
  EXPECT_EQ((WideSum{1, (std::int64_t{1} << 53) + 1}).to_double(), 0x1p117 + 0x1p65);
  EXPECT_EQ((WideSum{0, (std::int64_t{1} << 53) + 1}).to_double(), 0x1p117);
}

TEST(Tallies, AddUpToTheTalliesOfAllPaths) {
  Plan const plan = fake_plan({{.is_signed = true}, {}});
  Tallies sum = tally(plan, {{1.5f, -2.0f}, {0.0f, 3.0f}});
  sum += tally(plan, {{7.0f}, {1e30f}});
  EXPECT_EQ(sum, tally(plan, {{1.5f, -2.0f, 7.0f}, {0.0f, 3.0f, 1e30f}}));
}

TEST(Tallies, OfAnotherPlanAreRefused) {
  Tallies one(fake_plan({{}}));
  Tallies const two(fake_plan({{}, {}}));
  EXPECT_THROW(one += two, std::invalid_argument);
}

}  // namespace
}  // namespace nameplate
