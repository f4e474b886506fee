#include "host/qmc/sobol_directions.hpp"

#include <bit>
#include <boost/random/sobol.hpp>
#include <random>

namespace nameplate {
namespace {

using Engine = boost::random::sobol_engine<std::uint32_t, sobol_word_bits>;

constexpr std::uint32_t top_bit = 1u << (sobol_word_bits - 1);

}  // namespace

std::size_t most_sobol_coordinates() { return boost::random::default_sobol_table::max_dimension; }

/// The engine goes through the points in the order of the Gray code and leaves out the first, so
/// its number 2^(i+1) - 2 is the one that bit i alone stands for.
std::vector<Directions> sobol_directions(std::size_t count) {
  std::vector<Directions> directions(count);
  if (count == 0) return directions;
  Engine engine(count);
  for (unsigned bit = 0; bit < sobol_word_bits; ++bit) {
    engine.seed(static_cast<std::uint32_t>((std::uint64_t{2} << bit) - 2));
    for (Directions& coordinate : directions) coordinate[bit] = engine();
  }
  return directions;
}

ScrambledCoordinate scrambled(Directions const& directions, std::uint64_t seed,
                              std::uint64_t randomization, std::size_t coordinate) {
  std::seed_seq sequence{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32),
                         static_cast<std::uint32_t>(randomization),
                         static_cast<std::uint32_t>(coordinate)};
  std::mt19937 random(sequence);
  ScrambledCoordinate result{};
  for (unsigned row = 0; row < sobol_word_bits; ++row) {
    // A bit depends on itself and, at random, on each that is more significant.
    std::uint32_t const diagonal = top_bit >> row;
    std::uint32_t const above = ~(diagonal | (diagonal - 1));
    std::uint32_t const mask = diagonal | (static_cast<std::uint32_t>(random()) & above);
    for (unsigned bit = 0; bit < sobol_word_bits; ++bit)
      if (std::popcount(directions[bit] & mask) % 2 == 1) result.directions[bit] |= diagonal;
  }
  result.shift = static_cast<std::uint32_t>(random());
  return result;
}

}  // namespace nameplate
