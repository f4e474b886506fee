#pragma once

#include <cstddef>

#include "nameplate/tallies.hpp"

namespace nameplate {

/// Bounds of an estimated probability; equal where the tallies decide it exactly.
struct ProbabilityBounds {
  double low = 0, high = 0;
};

/// Share of the paths with a value on which output `output` is at least `threshold`. The bounds
/// differ by the share of the bin that the threshold falls into; a threshold that is 0 or the lower
/// edge of a positive bin splits none. No path with a value: {0, 1}. \pre threshold is not NaN
ProbabilityBounds probability_at_least(Plan const& plan, Tallies const& tallies, std::size_t output,
                                       double threshold);

}  // namespace nameplate
