#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nameplate/until.hpp"

namespace nameplate {

/// The targets that the values of an option (--until) ask for: "METRIC@DATE:STATISTIC < BOUND",
/// where the statistic is mean or a percentile (p50) and the bound a share of it (0.1%) or a number
/// in the metric's unit; one for every scope of the plan. \throws InputError naming the value and
/// its part that is wrong, or an output that the plan does not have
std::vector<PrecisionTarget> precision_targets(std::string_view option,
                                               std::vector<std::string> const& values,
                                               Catalog const& catalog, Plan const& plan);

}  // namespace nameplate
