#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <random>
#include <vector>

namespace nameplate {

/// Random values with what is hard to sort: both signs, both zeros, infinities, NaN of both signs.
inline std::vector<float> unsorted_values(std::size_t count) {
  constexpr float infinity = std::numeric_limits<float>::infinity();
  float const nan = std::nanf("");
  std::vector<float> const special = {0.0f, -0.0f, infinity, -infinity, nan, -nan};
  std::mt19937 random(3);
  std::normal_distribution<float> law;
  std::vector<float> values(count);
  for (std::size_t i = 0; i < count; ++i)
    values[i] = i % 5 == 0 ? special[random() % special.size()] : law(random);
  return values;
}

}  // namespace nameplate
