#pragma once

#include "kernels/plan.hpp"

namespace nameplate {

/// The operation on constants, of those that have two operands without a unit between them, or one.
double folded(FormulaOp op, double a, double b);

}  // namespace nameplate
