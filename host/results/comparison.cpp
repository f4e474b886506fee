#include "host/results/comparison.hpp"

#include <cmath>
#include <cstdint>
#include <numeric>

#include "host/results/output_bins.hpp"

namespace nameplate {
namespace {

/// Paths on which the difference is positive and large enough to be told from the rounding of two
/// sums, that is in the tallied range.
std::uint64_t paths_above(OutputBins const& bins) {
  auto const counts = bins.counts().subspan(bins.record().zero_bin + 2);
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

void add_probabilities(OutputBins const& bins, DifferenceSummary& summary) {
  if (bins.defined() == 0) return;
  auto const paths = static_cast<double>(bins.defined());
  double const above = static_cast<double>(paths_above(bins)) / paths;
  summary.above = above;
  summary.above_standard_error = std::sqrt(above * (1 - above) / paths);
  summary.equal = static_cast<double>(bins.zero() + bins.underflow()) / paths;
}

std::optional<double> standard_error_ratio(DifferenceSummary const& summary) {
  auto const& base = summary.base.standard_deviation;
  auto const& alternative = summary.alternative.standard_deviation;
  auto const& difference = summary.difference.standard_deviation;
  if (!base || !alternative || !difference || *difference == 0) return std::nullopt;
  return std::hypot(*base, *alternative) / *difference;
}

}  // namespace

std::vector<DifferenceSummary> summarize(Plan const& base, Plan const& alternative,
                                         Comparison const& comparison) {
  Summary const of_base = summarize(base, comparison.tallies.base);
  Summary const of_alternative = summarize(alternative, comparison.tallies.alternative);
  Summary const of_difference = summarize(comparison.difference, comparison.tallies.difference);
  std::vector<DifferenceSummary> summaries;
  summaries.reserve(of_base.outputs.size());
  for (std::size_t output = 0; output < of_base.outputs.size(); ++output) {
    DifferenceSummary summary{of_base.outputs[output],
                              of_alternative.outputs[output],
                              of_difference.outputs[output],
                              {},
                              {},
                              {},
                              {}};
    add_probabilities(OutputBins(comparison.difference, comparison.tallies.difference, output),
                      summary);
    summary.standard_error_ratio = standard_error_ratio(summary);
    summaries.push_back(std::move(summary));
  }
  return summaries;
}

}  // namespace nameplate
