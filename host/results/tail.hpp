#pragma once

#include "host/results/order_statistics.hpp"
#include "nameplate/summary.hpp"

namespace nameplate {

/// Quantiles and expected shortfalls at both ends of an output's distribution. Without values the
/// quantiles are none, the shortfalls empty.
TailSummary tail_of(OrderStatistics const& order);

}  // namespace nameplate
