#include "host/results/output_bins.hpp"

#include <cmath>
#include <limits>
#include <numeric>

#include "kernels/plan_view.hpp"
#include "kernels/tally.hpp"

namespace nameplate {
namespace {

constexpr std::uint32_t bins_per_octave = 1u << bins_per_octave_log2;

/// Lower edge of the k-th bin above the underflow.
double lower_edge(TallyRecord const& record, std::uint32_t k) {
  double const mantissa = 1.0 + (k % bins_per_octave) * bin_relative_width;
  return std::ldexp(mantissa, record.min_exponent + static_cast<int>(k / bins_per_octave));
}

/// Magnitudes at a distance from the zero bin.
BinEdges magnitudes(TallyRecord const& record, std::uint32_t distance) {
  if (distance == 0) return {0, 0};
  if (distance == 1) return {0, lower_edge(record, 0)};
  if (distance == record.bins + 2) return {record.limit, std::numeric_limits<double>::infinity()};
  return {lower_edge(record, distance - 2), lower_edge(record, distance - 1)};
}

}  // namespace

OutputBins::OutputBins(Plan const& plan, Tallies const& tallies, std::size_t output)
    : record_(PlanView(plan.bytes.data()).tallies()[output]),
      counts_(tallies.counts.data() + record_.first_bin, undefined_bin(record_)),
      undefined_(tallies.counts[record_.first_bin + undefined_bin(record_)]),
      defined_(std::accumulate(counts_.begin(), counts_.end(), std::uint64_t{0})) {}

BinEdges OutputBins::edges(std::uint32_t bin) const {
  if (bin >= record_.zero_bin) return magnitudes(record_, bin - record_.zero_bin);
  BinEdges const mirrored = magnitudes(record_, record_.zero_bin - bin);
  return {-mirrored.high, -mirrored.low};
}

std::uint64_t OutputBins::at_distance(std::uint32_t distance) const {
  std::uint64_t count = counts_[record_.zero_bin + distance];
  if (distance != 0 && record_.zero_bin >= distance) count += counts_[record_.zero_bin - distance];
  return count;
}

}  // namespace nameplate
