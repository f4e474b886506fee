#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "host/language/language.hpp"
#include "nameplate/summary.hpp"

/// The parts of the table for people. Each takes outputs that follow one another in a summary.
namespace nameplate {

/// One metric of one scope: a row of percentiles and mean per date, under a heading with its unit.
/// `limits[i]` is the end of the tallied range of outputs[i].
std::string metric_block(std::span<OutputSummary const> outputs, std::span<double const> limits,
                         Language const& say);

/// From announced to delivered: the means of planned, gross, overlap and net power by date, if
/// `scope` (all outputs of one scope) has them; else nothing.
std::string power_balance(std::span<OutputSummary const> scope, Language const& say);

}  // namespace nameplate
