#pragma once

#include <vector>

#include "kernels/metrics.hpp"
#include "kernels/parameters.hpp"

namespace nameplate {

/// Parameters that decide when and how much power comes online: every metric reads them.
std::vector<ParameterId> const& schedule_parameters();

/// Further parameters that the metric's formula (chain.hpp) reads, the design-peak ratio included
/// where it matters.
std::vector<ParameterId> metric_parameters(MetricId id);

/// Whether the metric reads that parameter in region `us`, wherever the builds are.
bool reads_in_us_region(MetricId metric, ParameterId parameter);

/// Whether the metric measures in households of region `us`.
bool needs_us_region(MetricId id);

}  // namespace nameplate
