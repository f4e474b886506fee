#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "nameplate/tallies.hpp"

namespace nameplate {

/// A quantile from tallies. `value` is within `bin_relative_width` (0.1 %) of the exact order
/// statistic; [low, high] is the 95 % Monte Carlo interval (order statistics at n p ± 1.96 sqrt(n p
/// (1 - p))).
struct QuantileEstimate {
  double p = 0;
  double value = 0, low = 0, high = 0;
};

/// Distribution of one output. Estimates are empty where there is none: no path on which the output
/// is defined.
struct OutputSummary {
  OutputLabel label;
  std::uint64_t paths = 0;  // those that meet the plan's conditions, where `given_paths` is known
  std::uint64_t undefined =
      0;  // paths without a value (a ratio with nothing below it); left out of the estimates
  std::uint64_t zero = 0;       // exact zeros: nothing online
  std::uint64_t underflow = 0;  // nonzero, below the tallied range; counted as zero in quantiles
  std::uint64_t overflow = 0;   // above the tallied range; the mean leaves them out
  std::optional<double> mean, mean_standard_error, standard_deviation;
  std::vector<QuantileEstimate> quantiles;
};

struct Summary {
  std::uint64_t paths = 0;

  /// Paths that meet the plan's conditions, which are those with values. Empty if there are no
  /// conditions, or only ratios were asked for: those may lack a value for other reasons.
  std::optional<std::uint64_t> given_paths;

  std::vector<OutputSummary> outputs;  // in the order of the plan's outputs
};

/// Statistics of every output at the probabilities `p` (each within 0..1, ascending).
Summary summarize(Plan const& plan, Tallies const& tallies,
                  std::vector<double> const& p = {0.05, 0.25, 0.5, 0.75, 0.95});

}  // namespace nameplate
