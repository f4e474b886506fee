#pragma once

#include <string>

#include "host/backtest/backtest.hpp"

namespace nameplate {

/// What the rows say of the model: coverage, lean, scores, and what the misses point to.
std::string verdict_text(Backtest const& backtest);

/// One sentence on the parameter that the misses of a kind point to; empty if there are no rows of
/// it.
std::string pointer_sentence(Backtest const& backtest, MilestoneKind kind);

}  // namespace nameplate
