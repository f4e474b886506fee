#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "host/language/language.hpp"
#include "host/sweep/sweep.hpp"
#include "nameplate/plan.hpp"
#include "nameplate/run.hpp"

namespace nameplate {

/// A finished sweep, or the scenarios of it that are done, in order.
struct SweepReport {
  Sweep const& sweep;
  Catalog const& catalog;
  std::vector<OutputLabel> const& labels;
  RunOptions const& options;
  RunFacts const& facts;
  std::vector<std::optional<std::array<double, 3>>> const& moved;  // ScenarioRecord's
  std::size_t distinct = 0;                                        // plans
};

/// The output whose moves the table shows: the first metric of the first scope, at the last date.
std::size_t shown_output(std::vector<OutputLabel> const& labels);

/// Text for people: the base and the scenarios with the highest and the lowest medians of one
/// output.
std::string to_table(SweepReport const& report, Language const& say = Language::english());

}  // namespace nameplate
