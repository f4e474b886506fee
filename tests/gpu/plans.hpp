#pragma once

#include <string>
#include <vector>

#include "nameplate/plan.hpp"

/// Plans on which executors are compared.
namespace nameplate {

/// One certain build, which slips by `slip_months`, one metric at one date: few slots.
Plan small_plan(double slip_months = 0);

/// Every kind of law, overlaps, a contract, phases with mixes of their own; all metrics, and a
/// ratio, changes and formulas, which may be undefined or negative, in each kind of scope. One
/// build slips by `slip_months`; paths that do not meet `given` have no values.
Plan varied_plan(double slip_months = 0, std::vector<std::string> const& given = {});

/// The shipped catalog's portfolio, all metrics.
Plan shipped_plan();

}  // namespace nameplate
