#include "host/results/order_statistics.hpp"

#include <algorithm>
#include <cmath>

#include "host/results/moments.hpp"
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
  return {limited_rank(std::floor(middle - reach), n), rank_at(p, n),
          limited_rank(std::ceil(middle + reach), n)};
}

std::uint32_t distance_from_zero(OutputBins const& bins, std::uint32_t bin) {
  std::uint32_t const zero = bins.record().zero_bin;
  return bin < zero ? zero - bin : bin - zero;
}

/// What the values of `bin` count as where they have the ranks before + 1 to before + count: the
/// order statistic at `rank`, by linear interpolation between the edges of the bin. Underflow
/// counts as zero.
double value_at(OutputBins const& bins, std::uint64_t rank, RankBin const& at) {
  if (distance_from_zero(bins, at.bin) <= 1) return 0;
  auto const [low, high] = bins.edges(at.bin);
  if (std::isinf(high)) return high;
  if (std::isinf(low)) return low;
  double const position = static_cast<double>(rank - at.before) - 0.5;
  return low + (high - low) * position / static_cast<double>(at.count);
}

/// Mean of the values in `bin`, all of them, or those beyond the value `q` in it.
double middle_of(OutputBins const& bins, std::uint32_t bin, Side side, std::optional<double> q) {
  if (distance_from_zero(bins, bin) <= 1) return 0;
  auto const [low, high] = bins.edges(bin);
  if (std::isinf(high)) return high;
  if (std::isinf(low)) return low;
  if (!q) return (low + high) / 2;
  return (*q + (side == Side::high ? high : low)) / 2;
}

void add(Excess& excess, double value, double q, std::uint64_t count) {
  if (value == q) return;  // infinite values too
  double const distance = std::abs(value - q);
  excess.first += distance * static_cast<double>(count);
  excess.second += distance * distance * static_cast<double>(count);
}

/// The value that all paths share, if the tallies tell.
std::optional<double> only_value(OutputBins const& bins, Moments const& moments) {
  bool const is_one_value = bins.share_one_bin() && moments.standard_deviation.value_or(0) == 0;
  return bins.overflow() == 0 && is_one_value ? moments.mean : std::nullopt;
}

}  // namespace

TalliedOrder::TalliedOrder(Plan const& plan, Tallies const& tallies, std::size_t output)
    : bins_(plan, tallies, output),
      only_value_(
          only_value(bins_, moments(bins_, tallies.sums[output], tallies.squares[output]))) {}

std::vector<double> TalliedOrder::at(std::span<std::uint64_t const> ranks) const {
  if (only_value_) return std::vector<double>(ranks.size(), *only_value_);
  std::vector<RankBin> found(ranks.size());
  rank_bins(bins_.counts(), ranks, found);
  std::vector<double> values;
  values.reserve(ranks.size());
  for (std::size_t i = 0; i < ranks.size(); ++i)
    values.push_back(value_at(bins_, ranks[i], found[i]));
  return values;
}

Excess TalliedOrder::beyond(Side side, std::uint64_t rank) const {
  if (only_value_) return {};
  double const q = at({{rank}}).front();
  std::uint64_t left = side == Side::high ? count() - rank : rank - 1;
  auto const bins = static_cast<std::uint32_t>(bins_.counts().size());
  Excess excess;
  for (std::uint32_t i = 0; left > 0; ++i) {
    std::uint32_t const bin = side == Side::high ? bins - 1 - i : i;
    std::uint64_t const in_bin = bins_.counts()[bin];
    bool const is_whole = in_bin <= left;
    std::uint64_t const beyond_q = is_whole ? in_bin : left;
    if (beyond_q > 0) {
      double const middle = middle_of(bins_, bin, side, is_whole ? std::nullopt : std::optional(q));
      add(excess, middle, q, beyond_q);
    }
    left -= beyond_q;
  }
  return excess;
}

std::vector<double> SortedOrder::at(std::span<std::uint64_t const> ranks) const {
  std::vector<double> values;
  values.reserve(ranks.size());
  for (std::uint64_t const rank : ranks) values.push_back(sorted_[rank - 1]);
  return values;
}

Excess SortedOrder::beyond(Side side, std::uint64_t rank) const {
  double const q = sorted_[rank - 1];
  Excess excess;
  for (float const value : side == Side::high ? sorted_.subspan(rank) : sorted_.first(rank - 1))
    add(excess, value, q, 1);
  return excess;
}

std::uint64_t rank_at(double p, std::uint64_t count) {
  return limited_rank(std::ceil(p * static_cast<double>(count)), count);
}

std::vector<QuantileEstimate> quantiles(OrderStatistics const& order,
                                        std::vector<double> const& p) {
  if (order.count() == 0) return {};
  std::vector<std::uint64_t> ranks;
  for (double const probability : p) {
    auto const [low, middle, high] = ranks_at(probability, order.count());
    ranks.insert(ranks.end(), {low, middle, high});
  }
  std::sort(ranks.begin(), ranks.end());
  ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
  std::vector<double> const values = order.at(ranks);

  auto const value = [&](std::uint64_t rank) {
    auto const at = std::lower_bound(ranks.begin(), ranks.end(), rank) - ranks.begin();
    return values[static_cast<std::size_t>(at)];
  };
  std::vector<QuantileEstimate> estimates;
  estimates.reserve(p.size());
  for (double const probability : p) {
    auto const [low, middle, high] = ranks_at(probability, order.count());
    estimates.push_back({probability, value(middle), value(low), value(high)});
  }
  return estimates;
}

}  // namespace nameplate
