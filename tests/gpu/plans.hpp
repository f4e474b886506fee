#pragma once

#include "nameplate/plan.hpp"

/// Plans on which executors are compared.
namespace nameplate {

/// One certain build, one metric: few slots.
Plan small_plan();

/// Every kind of law, overlaps, a contract; all metrics, and a ratio and changes, which may be
/// undefined or negative, in each kind of scope.
Plan varied_plan();

/// The shipped catalog's portfolio, all metrics.
Plan shipped_plan();

}  // namespace nameplate
