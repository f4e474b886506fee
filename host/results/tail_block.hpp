#pragma once

#include <span>
#include <string>

#include "host/results/text.hpp"
#include "nameplate/summary.hpp"

namespace nameplate {

/// Tails of one metric of one scope: extreme percentiles and expected shortfalls, a row of each a
/// date. \pre every output has a tail; `limits[i]` is the end of the tallied range of outputs[i]
std::string tail_block(std::span<OutputSummary const> outputs, std::span<double const> limits,
                       DisplayUnit const& unit, Language const& say);

/// Joint exceedances of up to a dozen outputs; of others why they are not shown.
/// \pre the summary is exact
std::string joint_block(Summary const& summary, Language const& say);

}  // namespace nameplate
