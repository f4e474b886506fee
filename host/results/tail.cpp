#include "host/results/tail.hpp"

#include <algorithm>
#include <cmath>

namespace nameplate {
namespace {

/// Of fewer values in the tail the error is no more than a guess.
constexpr double min_tail_values = 10;

ShortfallEstimate shortfall(OrderStatistics const& order, Side side, double share) {
  ShortfallEstimate estimate{.side = side, .share = share, .value = {}, .standard_error = {}};
  auto const count = static_cast<double>(order.count());
  if (share * count < min_tail_values) return estimate;
  std::uint64_t const rank = rank_at(side == Side::high ? 1 - share : share, order.count());
  double const q = order.at({{rank}}).front();
  auto const [first, second] = order.beyond(side, rank);
  double const reach = first / (share * count);
  double const value = side == Side::high ? q + reach : q - reach;
  if (std::isnan(value)) return estimate;  // values beyond the tallied range on both sides
  estimate.value = value;
  if (std::isinf(value)) return estimate;
  double const mean = first / count;
  estimate.standard_error = std::sqrt(std::max(second / count - mean * mean, 0.0) / count) / share;
  return estimate;
}

}  // namespace

std::string_view name(Side side) { return side == Side::low ? "low" : "high"; }

TailSummary tail_of(OrderStatistics const& order) {
  return {quantiles(order, {0.001, 0.01, 0.99, 0.999}),
          {shortfall(order, Side::low, 0.001), shortfall(order, Side::low, 0.01),
           shortfall(order, Side::high, 0.01), shortfall(order, Side::high, 0.001)}};
}

void add_tails(Plan const& plan, Tallies const& tallies, Summary& summary) {
  for (std::size_t output = 0; output < summary.outputs.size(); ++output)
    summary.outputs[output].tail = tail_of(TalliedOrder(plan, tallies, output));
}

}  // namespace nameplate
