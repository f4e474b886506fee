#include "nameplate/summary.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "host/results/moments.hpp"
#include "host/results/output_bins.hpp"
#include "host/results/rank_bins.hpp"

namespace nameplate {
namespace {

constexpr double normal_quantile_975 =
    1.959963984540054;  // a 95 % interval is this many sd on both sides

/// 1-based ranks of the order statistic at p among n values, and of the ends of its interval.
struct Ranks {
  std::uint64_t low, middle, high;
};

/// `position` as a rank: any real number to one of 1 .. n.
std::uint64_t limited_rank(double position, std::uint64_t n) {
  if (!(position > 1)) return 1;
  return position < static_cast<double>(n) ? static_cast<std::uint64_t>(position) : n;
}

Ranks ranks_at(double p, std::uint64_t n) {
  double const middle = p * static_cast<double>(n);
  double const reach = normal_quantile_975 * std::sqrt(middle * (1 - p));
  return {limited_rank(std::floor(middle - reach), n), limited_rank(std::ceil(middle), n),
          limited_rank(std::ceil(middle + reach), n)};
}

/// The order statistic at `rank`, by linear interpolation between the edges of its bin.
double value_at(OutputBins const& bins, std::uint64_t rank, RankBin const& at) {
  std::uint32_t const zero = bins.record().zero_bin;
  std::uint32_t const distance = at.bin < zero ? zero - at.bin : at.bin - zero;
  if (distance <= 1) return 0;  // underflow counts as zero
  auto const [low, high] = bins.edges(at.bin);
  if (std::isinf(high)) return high;
  if (std::isinf(low)) return low;
  double const position = static_cast<double>(rank - at.before) - 0.5;
  return low + (high - low) * position / static_cast<double>(at.count);
}

/// Estimates at `p` from the ranks of all of them, found in one pass over the bins.
std::vector<QuantileEstimate> quantiles(OutputBins const& bins, std::vector<double> const& p) {
  if (bins.defined() == 0) return {};
  std::vector<std::uint64_t> ranks;
  for (double const probability : p) {
    auto const [low, middle, high] = ranks_at(probability, bins.defined());
    ranks.insert(ranks.end(), {low, middle, high});
  }
  std::sort(ranks.begin(), ranks.end());
  ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
  std::vector<RankBin> found(ranks.size());
  rank_bins(bins.counts(), ranks, found);

  auto const value = [&](std::uint64_t rank) {
    auto const at = std::lower_bound(ranks.begin(), ranks.end(), rank) - ranks.begin();
    return value_at(bins, rank, found[static_cast<std::size_t>(at)]);
  };
  std::vector<QuantileEstimate> estimates;
  for (double const probability : p) {
    auto const [low, middle, high] = ranks_at(probability, bins.defined());
    estimates.push_back({probability, value(middle), value(low), value(high)});
  }
  return estimates;
}

/// What is the same on every path is known exactly; interpolation would spread it over its bin.
void collapse(OutputBins const& bins, OutputSummary& summary) {
  bool const is_one_value = bins.share_one_bin() && summary.standard_deviation.value_or(0) == 0;
  if (!summary.mean || summary.overflow != 0 || !is_one_value) return;
  for (QuantileEstimate& estimate : summary.quantiles)
    estimate.value = estimate.low = estimate.high = *summary.mean;
}

OutputSummary summarize_output(Plan const& plan, Tallies const& tallies, std::size_t output,
                               std::vector<double> const& p) {
  OutputBins const bins(plan, tallies, output);
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
                        .quantiles = quantiles(bins, p)};
  if (sd) summary.mean_standard_error = *sd / std::sqrt(static_cast<double>(count));
  collapse(bins, summary);
  return summary;
}

/// Paths that do not meet the plan's conditions are none of an output's; they are told from others
/// without a value by an output that always has one.
void leave_out_excluded_paths(Summary& summary) {
  auto const always_has_value = [](OutputSummary const& output) {
    return output.label.quantity == Quantity::value || output.label.quantity == Quantity::added;
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
  Summary summary{.paths = tallies.paths, .given_paths = {}, .outputs = {}};
  summary.outputs.reserve(plan.labels.size());
  for (std::size_t output = 0; output < plan.labels.size(); ++output)
    summary.outputs.push_back(summarize_output(plan, tallies, output, p));
  if (!plan.given.empty()) leave_out_excluded_paths(summary);
  return summary;
}

}  // namespace nameplate
