#pragma once

#include "host/catalog/untruncated.hpp"
#include "nameplate/distribution.hpp"

/// Mixtures of continuous laws: the cumulative function is the weighted sum of the components'.
namespace nameplate {

Support mixture_support(Distribution const& law);

/// As untruncated_cumulative.
double mixture_cumulative(Distribution const& law, double x, Tail tail);

/// As untruncated_quantile, by a bracketing solver. \pre 0 < p < 1
double mixture_quantile(Distribution const& law, double p, Tail tail);

/// Of an unclipped law: the largest error, relative to the larger of value and P5-P95 spread, that
/// cubic pieces on the kernel's grid (kernels/plan.hpp) make of the quantile function in the middle
/// of a cell.
double table_error(Distribution const& law);

}  // namespace nameplate
