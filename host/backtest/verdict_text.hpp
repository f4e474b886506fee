#pragma once

#include <string>

#include "host/backtest/backtest.hpp"
#include "host/language/language.hpp"

namespace nameplate {

/// What the rows say of the model: coverage, lean, scores, and what the misses point to.
std::string verdict_text(Backtest const& backtest, Language const& say);

/// One sentence on the parameter that the misses of a kind point to; empty if there are no rows of
/// it.
std::string pointer_sentence(Backtest const& backtest, MilestoneKind kind, Language const& say);

}  // namespace nameplate
