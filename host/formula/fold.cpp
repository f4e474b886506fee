#include "host/formula/fold.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nameplate {

double folded(FormulaOp op, double a, double b) {
  switch (op) {
    case FormulaOp::add:
      return a + b;
    case FormulaOp::subtract:
      return a - b;
    case FormulaOp::minimum:
      return std::min(a, b);
    case FormulaOp::maximum:
      return std::max(a, b);
    case FormulaOp::less:
      return a < b ? 1 : 0;
    case FormulaOp::at_most:
      return a <= b ? 1 : 0;
    case FormulaOp::exponential:
      return std::exp(a);
    case FormulaOp::logarithm:
      return a > 0 ? std::log(a) : std::numeric_limits<double>::quiet_NaN();
    default:
      return std::numeric_limits<double>::quiet_NaN();
  }
}

}  // namespace nameplate
