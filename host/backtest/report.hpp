#pragma once

#include <string>

#include "host/backtest/backtest.hpp"
#include "host/language/language.hpp"

/// The forms in which a back-test is written.
namespace nameplate {

/// Text for people, at most 100 columns wide.
std::string to_table(Backtest const& backtest, Language const& say = Language::english());

/// docs/milestones.md, "JSON". `results` is the same text for every backend, number of threads and
/// machine.
std::string to_json(Backtest const& backtest);

/// "date" and "value".
std::string_view name(MilestoneKind kind);

}  // namespace nameplate
