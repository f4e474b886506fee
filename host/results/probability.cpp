#include "host/results/probability.hpp"

#include <cstdint>

#include "host/results/output_bins.hpp"

namespace nameplate {

ProbabilityBounds probability_at_least(Plan const& plan, Tallies const& tallies, std::size_t output,
                                       double threshold) {
  OutputBins const bins(plan, tallies, output);
  if (bins.defined() == 0) return {0, 1};
  std::uint64_t certain = 0, possible = 0;
  for (std::uint32_t bin = 0; bin < bins.counts().size(); ++bin) {
    auto const [low, high] = bins.edges(bin);
    bool const holds_high =
        bin <= bins.record().zero_bin;  // negative bins and zero are closed above
    if (low >= threshold) certain += bins.counts()[bin];
    if (high > threshold || (holds_high && high == threshold)) possible += bins.counts()[bin];
  }
  auto const paths = static_cast<double>(bins.defined());
  return {static_cast<double>(certain) / paths, static_cast<double>(possible) / paths};
}

}  // namespace nameplate
