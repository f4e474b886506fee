#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "nameplate/samples.hpp"
#include "nameplate/tallies.hpp"

namespace nameplate {

/// A quantile: the order statistic of rank ceil(n p), within `bin_relative_width` (0.1 %) of it if
/// it is from tallies; [low, high] is the 95 % Monte Carlo interval (order statistics at n p ± 1.96
/// sqrt(n p (1 - p))).
struct QuantileEstimate {
  double p = 0;      ///< probability, 0 to 1
  double value = 0;  ///< the order statistic
  double low = 0;    ///< lower end of the interval
  double high = 0;   ///< upper end of the interval
};

/// An end of a distribution.
enum class Side { low, high };

/// "low" or "high".
std::string_view name(Side side);

/// Expected shortfall: the mean of the lowest or highest `share` of the values, among n of them
/// q -+ sum |x - q| / (n share) over the values x beyond q, their order statistic there. The error
/// is asymptotic: sqrt(Var[|x - q|, zero where x is not beyond] / n) / share (Manistre and Hancock,
/// Variance of the CTE estimator, North American Actuarial Journal 9, 2005). Empty where the tail
/// holds fewer than ten values; without an error where it is infinite.
struct ShortfallEstimate {
  Side side = Side::low;                 ///< which end
  double share = 0;                      ///< of all values, 0 to 1
  std::optional<double> value;           ///< mean of the tail
  std::optional<double> standard_error;  ///< of the value
};

/// Both ends of one output's distribution.
struct TailSummary {
  std::vector<QuantileEstimate> quantiles;    ///< at 0.1 %, 1 %, 99 % and 99.9 %
  std::vector<ShortfallEstimate> shortfalls;  ///< lowest 0.1 % and 1 %, highest 1 % and 0.1 %
};

/// Chance that two outputs are both beyond their own quantile at `p`: below it on the low side,
/// above it on the high one. Empty where no path has values of both; the ratio also where one of
/// them is never beyond.
struct JointEvent {
  Side side = Side::low;                     ///< which end of both
  double p = 0;                              ///< probability of the quantile
  std::optional<double> probability;         ///< that both are beyond
  std::optional<double> standard_error;      ///< sqrt(P (1 - P) / n), the quantiles taken as known
  std::optional<double> independence_ratio;  ///< over the product of the single chances
};

/// How often two outputs are extreme together.
struct JointExceedance {
  std::size_t first = 0;           ///< output
  std::size_t second = 0;          ///< output
  std::vector<JointEvent> events;  ///< below P1 and P5, above P95 and P99
};

/// Distribution of one output. Estimates are empty where there is none: no path on which the output
/// is defined.
struct OutputSummary {
  OutputLabel label;        ///< what it is
  std::uint64_t paths = 0;  ///< those that meet the plan's conditions, where `given_paths` is known
  /// Paths without a value (a ratio with nothing below it); left out of the estimates.
  std::uint64_t undefined = 0;
  std::uint64_t zero = 0;       ///< exact zeros: nothing online
  std::uint64_t underflow = 0;  ///< nonzero, below the tallied range; counted as zero in quantiles
  std::uint64_t overflow = 0;   ///< above the tallied range; the mean leaves them out
  std::optional<double> mean;   ///< over the paths with values
  std::optional<double> mean_standard_error;  ///< of the mean
  std::optional<double> standard_deviation;   ///< over the paths with values
  std::vector<QuantileEstimate> quantiles;    ///< at the probabilities asked for
  std::optional<TailSummary> tail;            ///< if asked for
};

/// Distributions of every output of a plan.
struct Summary {
  std::uint64_t paths = 0;  ///< evaluated

  /// Paths that meet the plan's conditions, which are those with values. Empty if there are no
  /// conditions, or only ratios were asked for: those may lack a value for other reasons.
  std::optional<std::uint64_t> given_paths;

  std::vector<OutputSummary> outputs;  ///< in the order of the plan's outputs
  /// Of Sobol' points, by whose spread the errors are; 0: the paths are random.
  std::uint64_t randomizations = 0;
  bool is_exact = false;               ///< quantiles and tails are of samples, not of tallies
  std::vector<JointExceedance> joint;  ///< exact, with 2 to max_joint_outputs outputs: every pair
};

/// Most outputs of which the pairs are counted.
inline constexpr std::size_t max_joint_outputs = 64;

/// Statistics of every output at the probabilities `p` (each within 0..1, ascending).
Summary summarize(Plan const& plan, Tallies const& tallies,
                  std::vector<double> const& p = {0.05, 0.25, 0.5, 0.75, 0.95});

/// Adds the tails of every output to a summary of the same tallies. Values count by the middle of
/// their bin, so a tail's mean is off by less than 0.1 % of the mean magnitude of its values.
void add_tails(Plan const& plan, Tallies const& tallies, Summary& summary);

/// The same with quantiles and tails from the values themselves, and joint exceedances. Mean,
/// deviation and counters are those of the tallies of the samples. Sorts on the backend of
/// `options`. \throws as `sort_values`
Summary summarize_exactly(Plan const& plan, Samples const& samples, RunOptions const& options,
                          std::vector<double> const& p = {0.05, 0.25, 0.5, 0.75, 0.95});

}  // namespace nameplate
