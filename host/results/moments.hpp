#pragma once

#include <cstdint>
#include <optional>

#include "host/results/output_bins.hpp"
#include "nameplate/tallies.hpp"

namespace nameplate {

/// Moments of the values in the tallied range: those that are defined and no overflow.
struct Moments {
  std::uint64_t count = 0;
  std::optional<double> mean;                // from one value on
  std::optional<double> standard_deviation;  // with count - 1; from two values on
};

/// Moments of the output that `bins` stands for, from its fixed-point sums, which are exact up to
/// the rounding of each value to 1 / sum_scale and of each square to 1 / square_scale and to 24
/// bits.
Moments moments(OutputBins const& bins, WideSum const& sum, WideSum const& squares);

}  // namespace nameplate
