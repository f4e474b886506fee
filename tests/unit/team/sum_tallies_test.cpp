#include "host/team/sum_tallies.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "tests/support/tiny_catalog.hpp"
#include "tests/unit/team/thread_team.hpp"

namespace nameplate {
namespace {

/// Tallies that no run gives, of rank `rank`: counters apart and together, sums of both signs whose
/// low words carry into the high ones.
Tallies extreme_tallies(Plan const& plan, int rank) {
  constexpr std::uint64_t all_ones = std::numeric_limits<std::uint64_t>::max();
  auto const position = static_cast<std::size_t>(rank);
  Tallies tallies(plan);
  tallies.paths = position + 1;
  tallies.counts[position * 100] = position + 1;
  tallies.counts.back() = std::uint64_t{1} << 40;
  tallies.sums[0] = {all_ones - position, rank - 1};
  tallies.squares[0] = {all_ones, std::int64_t{1} << 40};
  return tallies;
}

TEST(SumTallies, AddsExactlyWhatEachRankHas) {
  constexpr int ranks = 4;
  Plan const plan =
      compile(TinyCatalog().build({}).parse(), {{"2026"}, {"portfolio"}, {"facility_gw"}});
  Tallies expected(plan);
  for (int rank = 0; rank < ranks; ++rank) expected += extreme_tallies(plan, rank);
  in_team(ranks, [&](Team& team) {
    Tallies tallies = extreme_tallies(plan, team.rank());
    sum_tallies(team, tallies);
    EXPECT_TRUE(tallies == expected) << team.rank();
  });
}

}  // namespace
}  // namespace nameplate
