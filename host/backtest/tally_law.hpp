#pragma once

#include <cstddef>

#include "host/backtest/cdf.hpp"
#include "host/results/probability.hpp"
#include "nameplate/tallies.hpp"

/// The law of one output, as far as its bins tell.
namespace nameplate {

/// Bounds of the share of paths on which the output is above `threshold` >= 0: those certainly
/// above, and those possibly. Equal for a threshold of 0. What lies below the tallied range counts
/// as zero, as in quantiles: at the very start of a ramp it is rounding.
ProbabilityBounds probability_above(Plan const& plan, Tallies const& tallies, std::size_t output,
                                    double threshold);

/// P(X < x) as `low` and P(X <= x) as `high`, each on the safe side by the bin that `x` falls into.
ProbabilityBounds probability_below(Plan const& plan, Tallies const& tallies, std::size_t output,
                                    double x);

/// The output's distribution function in units of `unit`, linear within the bins. \throws RunError
/// if some path is above the tallied range.
Cdf law_of_values(Plan const& plan, Tallies const& tallies, std::size_t output, double unit);

}  // namespace nameplate
