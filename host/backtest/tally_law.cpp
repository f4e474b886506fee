#include "host/backtest/tally_law.hpp"

#include <fmt/format.h>

#include "host/results/output_bins.hpp"

namespace nameplate {

ProbabilityBounds probability_above(Plan const& plan, Tallies const& tallies, std::size_t output,
                                    double threshold) {
  OutputBins const bins(plan, tallies, output);
  std::uint64_t certain = 0, possible = 0;
  for (std::uint32_t bin = bins.record().zero_bin + 2; bin < bins.counts().size(); ++bin) {
    std::uint64_t const count = bins.counts()[bin];
    if (count == 0) continue;
    auto const [low, high] = bins.edges(bin);
    if (low > threshold) certain += count;
    if (high > threshold) possible += count;
  }
  auto const paths = static_cast<double>(bins.defined());
  return {static_cast<double>(certain) / paths, static_cast<double>(possible) / paths};
}

ProbabilityBounds probability_below(Plan const& plan, Tallies const& tallies, std::size_t output,
                                    double x) {
  OutputBins const bins(plan, tallies, output);
  std::uint64_t certain = 0, possible = 0;
  for (std::uint32_t bin = 0; bin < bins.counts().size(); ++bin) {
    std::uint64_t const count = bins.counts()[bin];
    if (count == 0) continue;
    auto const [low, high] = bins.edges(bin);
    bool const is_open_above = bin > bins.record().zero_bin;
    if (high < x || (high == x && is_open_above)) certain += count;
    if (low <= x) possible += count;
  }
  auto const paths = static_cast<double>(bins.defined());
  return {static_cast<double>(certain) / paths, static_cast<double>(possible) / paths};
}

Cdf law_of_values(Plan const& plan, Tallies const& tallies, std::size_t output, double unit) {
  OutputBins const bins(plan, tallies, output);
  if (bins.overflow() > 0)
    throw RunError(fmt::format("{}: above the tallied range of {} {} on some paths",
                               plan.labels[output].scope, bins.record().limit,
                               plan.labels[output].unit));
  auto const paths = static_cast<double>(bins.defined());
  std::vector<CdfPoint> points;
  std::uint64_t before = 0;
  for (std::uint32_t bin = 0; bin < bins.counts().size(); ++bin) {
    std::uint64_t const count = bins.counts()[bin];
    if (count == 0) continue;
    auto const [low, high] = bins.edges(bin);
    points.push_back({low / unit, static_cast<double>(before) / paths});
    before += count;
    points.push_back({high / unit, static_cast<double>(before) / paths});
  }
  return Cdf(std::move(points));
}

}  // namespace nameplate
