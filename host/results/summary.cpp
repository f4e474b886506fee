#include "nameplate/summary.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "host/results/metric_info.hpp"
#include "host/results/moments.hpp"
#include "host/results/order_statistics.hpp"
#include "host/results/output_bins.hpp"

namespace nameplate {
namespace {

OutputSummary summarize_output(Plan const& plan, Tallies const& tallies, std::size_t output,
                               std::vector<double> const& p) {
  TalliedOrder const order(plan, tallies, output);
  OutputBins const& bins = order.bins();
  auto const [count, mean, sd] = moments(bins, tallies.sums[output], tallies.squares[output]);
  OutputSummary summary{.label = plan.labels[output],
                        .paths = tallies.paths,
                        .undefined = bins.undefined(),
                        .zero = bins.zero(),
                        .underflow = bins.underflow(),
                        .overflow = bins.overflow(),
                        .mean = mean,
                        .mean_standard_error = {},
                        .standard_deviation = sd,
                        .quantiles = quantiles(order, p),
                        .tail = {}};
  if (sd) summary.mean_standard_error = *sd / std::sqrt(static_cast<double>(count));
  return summary;
}

/// Paths that do not meet the plan's conditions are none of an output's; they are told from others
/// without a value by an output that always has one.
void leave_out_excluded_paths(Summary& summary) {
  auto const always_has_value = [](OutputSummary const& output) {
    OutputLabel const& label = output.label;
    bool const is_quotient =
        label.quantity == Quantity::ratio || label.quantity == Quantity::growth;
    return !is_quotient && find_metric_info(label.metric) != nullptr;
  };
  auto const at = std::find_if(summary.outputs.begin(), summary.outputs.end(), always_has_value);
  if (at == summary.outputs.end()) return;
  std::uint64_t const excluded = at->undefined;
  summary.given_paths = summary.paths - excluded;
  for (OutputSummary& output : summary.outputs) {
    output.paths -= excluded;
    output.undefined -= excluded;
  }
}

}  // namespace

Summary summarize(Plan const& plan, Tallies const& tallies, std::vector<double> const& p) {
  Summary summary{.paths = tallies.paths, .given_paths = {}, .outputs = {}, .joint = {}};
  summary.outputs.reserve(plan.labels.size());
  for (std::size_t output = 0; output < plan.labels.size(); ++output)
    summary.outputs.push_back(summarize_output(plan, tallies, output, p));
  if (!plan.given.empty()) leave_out_excluded_paths(summary);
  return summary;
}

}  // namespace nameplate
