#include "host/results/order_statistics.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "tests/unit/results/fake_run.hpp"

/// The two ways to answer: a sorted sample, and a histogram within the width of its bins.
namespace nameplate {
namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

std::vector<float> sorted_normals(std::size_t count, float mean) {
  std::mt19937_64 engine(11);
  std::normal_distribution<float> law(mean, 1.0f);
  std::vector<float> values(count);
  for (float& value : values) value = law(engine);
  std::sort(values.begin(), values.end());
  return values;
}

Excess excess_by_hand(std::vector<float> const& sorted, Side side, std::size_t rank) {
  Excess excess;
  double const q = sorted[rank - 1];
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    bool const is_beyond = side == Side::high ? i + 1 > rank : i + 1 < rank;
    if (!is_beyond) continue;
    excess.first += std::abs(sorted[i] - q);
    excess.second += (sorted[i] - q) * (sorted[i] - q);
  }
  return excess;
}

TEST(SortedOrder, HoldsTheValuesAndWhatIsBeyondThem) {
  std::vector<float> const values = sorted_normals(1000, 0);
  SortedOrder const order(values);
  EXPECT_EQ(order.count(), 1000u);
  EXPECT_EQ(order.at({{1, 500, 1000}}),
            (std::vector<double>{values.front(), values[499], values.back()}));
  for (Side const side : {Side::low, Side::high}) {
    for (std::uint64_t const rank : {1u, 2u, 10u, 990u, 999u, 1000u}) {
      Excess const actual = order.beyond(side, rank), expected = excess_by_hand(values, side, rank);
      EXPECT_NEAR(actual.first, expected.first, 1e-9) << rank;
      EXPECT_NEAR(actual.second, expected.second, 1e-9) << rank;
    }
  }
}

/// Each value is off by less than 2^-10 of it, so the sum of k distances is by 2^-10 of the sum of
/// the magnitudes of the k values and of k times q.
void expect_within_the_bins(std::vector<float> const& sorted, FakeOutput const& output) {
  Plan const plan = fake_plan({output});
  Tallies const tallies = tally(plan, {sorted});
  TalliedOrder const order(plan, tallies, 0);
  ASSERT_EQ(order.count(), sorted.size());
  for (Side const side : {Side::low, Side::high}) {
    for (std::uint64_t const rank : {1u, 3u, 50u, 5000u, 9950u, 9999u, 10000u}) {
      double const exact = sorted[rank - 1];
      EXPECT_NEAR(order.at({{rank}}).front(), exact, 0x1p-10 * std::abs(exact)) << rank;
      Excess const expected = excess_by_hand(sorted, side, rank);
      double magnitudes = 0;
      for (std::size_t i = 0; i < sorted.size(); ++i)
        if (side == Side::high ? i >= rank : i + 1 < rank)
          magnitudes += std::abs(sorted[i]) + std::abs(exact);
      EXPECT_NEAR(order.beyond(side, rank).first, expected.first, 0x1p-10 * magnitudes)
          << name(side) << " beyond " << rank;
    }
  }
}

TEST(TalliedOrder, IsWithinTheBinsOfPositiveValues) {
  expect_within_the_bins(sorted_normals(10'000, 20), {});
}

TEST(TalliedOrder, IsWithinTheBinsOfSignedValues) {
  expect_within_the_bins(sorted_normals(10'000, 0), {.min_exponent = -30, .is_signed = true});
}

TEST(TalliedOrder, CountsUnderflowAsZeroAndOverflowAsInfinite) {
  Plan const plan = fake_plan({{.max_exponent = 4, .is_signed = true}});
  Tallies const tallies = tally(plan, {{-40.0f, -1e-6f, 1e-6f, 2.0f, 2.0f, 40.0f, infinity}});
  TalliedOrder const order(plan, tallies, 0);
  std::vector<double> const values = order.at({{1, 2, 3, 6, 7}});
  EXPECT_EQ(values, (std::vector<double>{-infinity, 0, 0, infinity, infinity}));
  EXPECT_EQ(order.beyond(Side::high, 6).first, 0);  // infinite beyond infinite
  EXPECT_EQ(order.beyond(Side::high, 5).first, infinity);
  EXPECT_EQ(order.beyond(Side::low, 2).first, infinity);
  EXPECT_EQ(order.beyond(Side::low, 3).first, infinity);
}

TEST(TalliedOrder, OfOneValueHasNothingBeyond) {
  Plan const plan = fake_plan({{}});
  Tallies const tallies = tally(plan, {std::vector<float>(1000, 10.3f)});
  TalliedOrder const order(plan, tallies, 0);
  EXPECT_EQ(order.at({{990}}).front(), static_cast<double>(10.3f));
  EXPECT_EQ(order.beyond(Side::high, 500).first, 0);
  EXPECT_EQ(order.beyond(Side::low, 500).second, 0);
}

TEST(RankAt, IsTheSmallestRankThatHoldsTheShare) {
  EXPECT_EQ(rank_at(0.05, 100), 5u);
  EXPECT_EQ(rank_at(0.05, 101), 6u);
  EXPECT_EQ(rank_at(0, 7), 1u);
  EXPECT_EQ(rank_at(1, 7), 7u);
}

}  // namespace
}  // namespace nameplate
