#pragma once

#include <string_view>

#include "kernels/metrics.hpp"

namespace nameplate {

/// The model's metric that an output's label names, also where that is the metric of a use or its
/// change: "energy_twh", "users:chat", "facility_gw:added". None for ratios and for metrics that a
/// catalog makes by formulas.
MetricInfo const* find_metric_info(std::string_view label);

}  // namespace nameplate
