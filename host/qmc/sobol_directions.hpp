#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace nameplate {

inline constexpr unsigned sobol_word_bits = 32;

/// The columns of a coordinate's generator matrix: what bit i of a point's number adds, most
/// significant bit of the coordinate first.
using Directions = std::array<std::uint32_t, sobol_word_bits>;

/// Most coordinates that there are direction numbers for.
std::size_t most_sobol_coordinates();

/// Of the first `count` coordinates: Joe and Kuo, "Constructing Sobol sequences with better
/// two-dimensional projections", SIAM Journal on Scientific Computing 30, 2008, set D(6).
/// \pre count <= most_sobol_coordinates()
std::vector<Directions> sobol_directions(std::size_t count);

/// A coordinate whose points are equally distributed, each uniform by itself.
struct ScrambledCoordinate {
  Directions directions;
  std::uint32_t shift;
};

/// A random linear scramble and digital shift of a coordinate, which differ by seed, randomization
/// and coordinate (Matousek, "On the L2-discrepancy for anchored boxes", Journal of Complexity 14,
/// 1998). Estimates have the variance that Owen's nested uniform scramble gives them (Owen,
/// "Variance with alternative scramblings of digital nets", ACM TOMACS 13, 2003).
ScrambledCoordinate scrambled(Directions const& directions, std::uint64_t seed,
                              std::uint64_t randomization, std::size_t coordinate);

}  // namespace nameplate
