#pragma once

#include "host/catalog/table_reader.hpp"

/// Shapes that laws may have (docs/catalog.md lists them).
namespace nameplate {

/// Beyond, a beta law is a spike or two, and its quantile cannot be computed reliably.
inline constexpr Allowed beta_shape = {.min = 1e-3, .max = 1e6};

/// With smaller shapes, or fewer degrees of freedom, the tails are too steep for a table of the
/// quantile function; with larger ones the law is a normal, or a spike.
inline constexpr Allowed gamma_shape = {.min = 0.1, .max = 1e6};
inline constexpr Allowed weibull_shape = {.min = 0.3, .max = 1e3};
inline constexpr Allowed student_df = {.min = 2.1, .max = 1e6};

}  // namespace nameplate
