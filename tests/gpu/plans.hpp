#pragma once

#include "nameplate/plan.hpp"

/// Plans on which executors are compared.
namespace nameplate {

/// One certain build, one metric: few slots.
Plan small_plan();

/// Every kind of law, overlaps, a contract, all metrics, ratios and changes, which may be negative or undefined; all scopes.
Plan varied_plan();

/// The shipped catalog's portfolio, all metrics.
Plan shipped_plan();

}  // namespace nameplate
