#pragma once

#include <array>
#include <optional>

#include "nameplate/distribution.hpp"

/// Laws from their quantiles, as people state them.
namespace nameplate {

/// The law has probability `p` below `x`.
struct Quantile {
  double p, x;
};

/// Normal through two quantiles. \pre p and x increase.
Distribution fit_normal(Quantile low, Quantile high);

/// Lognormal with known shift through two quantiles. \pre p and x increase, both x above the shift.
Distribution fit_lognormal(Quantile low, Quantile high, double shift);

/// Uniform through two quantiles. \pre p and x increase.
Distribution fit_uniform(Quantile low, Quantile high);

/// Beta on [min, max] through two quantiles: none if its alpha or beta is outside 1e-3 .. 1e6.
/// \pre p and x increase, both x inside (min, max)
std::optional<Distribution> fit_beta(Quantile low, Quantile high, double min, double max);

/// Gamma with known shift through two quantiles: none if its shape is not allowed (law_shapes.hpp).
/// \pre p and x increase, both x above the shift
std::optional<Distribution> fit_gamma(Quantile low, Quantile high, double shift);

/// Weibull with known shift through two quantiles. \pre p and x increase, both x above the shift.
Distribution fit_weibull(Quantile low, Quantile high, double shift);

/// Student t with known degrees of freedom through two quantiles. \pre p and x increase.
Distribution fit_student_t(Quantile low, Quantile high, double df);

/// A law through three quantiles, or, if the family has none, where the middle one may lie.
struct ThreeQuantileFit {
  std::optional<Distribution> law;
  double middle_min = 0, middle_max = 0;
};

/// Shifted lognormal, gamma or Weibull, triangular or PERT through three quantiles. \pre p and x
/// increase
ThreeQuantileFit fit_three(Family family, std::array<Quantile, 3> const& quantiles);

}  // namespace nameplate
