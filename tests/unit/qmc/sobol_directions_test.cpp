#include "host/qmc/sobol_directions.hpp"

#include <gtest/gtest.h>

#include <set>
#include <utility>

namespace nameplate {
namespace {

std::uint32_t coordinate(Directions const& directions, std::uint32_t shift, std::uint32_t number) {
  std::uint32_t word = shift;
  for (unsigned bit = 0; bit < sobol_word_bits; ++bit)
    if ((number >> bit & 1u) != 0) word ^= directions[bit];
  return word;
}

/// Points 1, 2, 3 and 4 of the published sequence, by number and not in the order of the Gray code.
TEST(SobolDirections, AreThePublishedOnes) {
  std::vector<Directions> const directions = sobol_directions(3);
  double const expected[4][3] = {
      {0.5, 0.5, 0.5}, {0.25, 0.75, 0.75}, {0.75, 0.25, 0.25}, {0.125, 0.625, 0.375}};
  for (std::uint32_t number = 1; number <= 4; ++number)
    for (std::size_t d = 0; d < 3; ++d)
      EXPECT_EQ(coordinate(directions[d], 0, number) * 0x1p-32, expected[number - 1][d])
          << number << ", " << d;
}

TEST(SobolDirections, GoFarBeyondTheDrawsOfTheShippedCatalog) {
  EXPECT_GE(most_sobol_coordinates(), 3000u);
  EXPECT_EQ(sobol_directions(most_sobol_coordinates()).size(), most_sobol_coordinates());
}

/// The first two coordinates are a (0, m, 2)-net, and stay one when scrambled: each of the 2^m
/// elementary intervals of either shape holds one point.
TEST(ScrambledCoordinates, StayANet) {
  std::vector<Directions> const directions = sobol_directions(2);
  constexpr unsigned m = 8;
  for (std::uint64_t randomization : {0, 1, 7}) {
    ScrambledCoordinate const x = scrambled(directions[0], 5, randomization, 0);
    ScrambledCoordinate const y = scrambled(directions[1], 5, randomization, 1);
    for (unsigned bits_of_x = 0; bits_of_x <= m; ++bits_of_x) {
      std::set<std::pair<std::uint64_t, std::uint64_t>> intervals;
      for (std::uint32_t number = 0; number < 1u << m; ++number)
        intervals.emplace(
            std::uint64_t{coordinate(x.directions, x.shift, number)} >> (32 - bits_of_x),
            std::uint64_t{coordinate(y.directions, y.shift, number)} >> (32 - (m - bits_of_x)));
      EXPECT_EQ(intervals.size(), 1u << m) << bits_of_x;
    }
  }
}

TEST(ScrambledCoordinates, DifferBySeedRandomizationAndCoordinate) {
  Directions const directions = sobol_directions(1)[0];
  ScrambledCoordinate const base = scrambled(directions, 1, 0, 0);
  EXPECT_EQ(scrambled(directions, 1, 0, 0).directions, base.directions);
  EXPECT_EQ(scrambled(directions, 1, 0, 0).shift, base.shift);
  for (auto const& other : {scrambled(directions, 2, 0, 0), scrambled(directions, 1, 1, 0),
                            scrambled(directions, 1, 0, 1),
                            scrambled(directions, 1 + (std::uint64_t{1} << 32), 0, 0)}) {
    EXPECT_NE(other.directions, base.directions);
    EXPECT_NE(other.shift, base.shift);
  }
}

}  // namespace
}  // namespace nameplate
