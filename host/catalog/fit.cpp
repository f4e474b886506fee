#include "host/catalog/fit.hpp"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "host/catalog/law_shapes.hpp"
#include "host/catalog/math_policy.hpp"
#include "host/catalog/root.hpp"

namespace nameplate {
namespace {

using StandardBeta = boost::math::beta_distribution<double, MathPolicy>;

double standard_normal_quantile(double p) { return quantile(standard_normal, p); }

Distribution make(Family family, std::vector<double> parameters) {
  Distribution law;
  law.family = family;
  law.parameters = std::move(parameters);
  return law;
}

/// Families that are location + scale * Y, where the quantiles of Y depend on one shape:
/// lognormal: Y = expm1(shape Z) / shape; gamma and Weibull: of scale 1; triangular and PERT: on
/// [0, 1] with mode `shape`. The families are ordered by convex transforms of Y (van Zwet 1964), so
/// that, with two quantiles met, every other one is monotonic in the shape.
struct ShapeFamily {
  Family family;
  double shape_min, shape_max;

  bool has_scale() const { return family == Family::gamma || family == Family::weibull; }

  double standard_quantile(double shape, double p) const {
    if (family == Family::lognormal) return std::expm1(shape * standard_normal_quantile(p)) / shape;
    if (has_scale()) return quantile(make(family, {shape, 1, 0}), p);
    return quantile(make(family, {0, shape, 1}), p);
  }

  Distribution law(double location, double scale, double shape) const {
    if (family == Family::lognormal)
      return make(family, {std::log(scale / shape), shape, location - scale / shape});
    if (has_scale()) return make(family, {shape, scale, location});
    return make(family, {location, location + scale * shape, location + scale});
  }
};

/// A lognormal of smaller sigma is a normal for every purpose, and its shift would cost digits; the
/// largest sigma is beyond what a binary32 can hold.
constexpr double sigma_min = 0.01, sigma_max = 8;

ShapeFamily shape_family(Family family) {
  if (family == Family::lognormal) return {family, sigma_min, sigma_max};
  if (family == Family::gamma) return {family, gamma_shape.min, gamma_shape.max};
  if (family == Family::weibull) return {family, weibull_shape.min, weibull_shape.max};
  return {family, 0, 1};
}

}  // namespace

Distribution fit_normal(Quantile low, Quantile high) {
  double const z = standard_normal_quantile(low.p);
  double const sd = (high.x - low.x) / (standard_normal_quantile(high.p) - z);
  return make(Family::normal, {low.x - z * sd, sd});
}

Distribution fit_lognormal(Quantile low, Quantile high, double shift) {
  Distribution const logarithm =
      fit_normal({low.p, std::log(low.x - shift)}, {high.p, std::log(high.x - shift)});
  return make(Family::lognormal, {logarithm.parameters[0], logarithm.parameters[1], shift});
}

Distribution fit_uniform(Quantile low, Quantile high) {
  double const width = (high.x - low.x) / (high.p - low.p);
  double const min = low.x - low.p * width;
  return make(Family::uniform, {min, min + width});
}

std::optional<Distribution> fit_beta(Quantile low, Quantile high, double min, double max) {
  double const low_y = (low.x - min) / (max - min), high_y = (high.x - min) / (max - min);
  double const log_min = std::log(1e-3), log_max = std::log(1e6);
  auto const cumulative_of = [](double log_alpha, double log_beta, double y) {
    return cdf(StandardBeta(std::exp(log_alpha), std::exp(log_beta)), y);
  };
  // For each alpha one beta meets the low quantile; the larger alpha, the narrower the law.
  auto const log_beta_of = [&](double log_alpha) {
    return root([&](double b) { return cumulative_of(log_alpha, b, low_y) - low.p; }, log_min,
                log_max);
  };
  auto const excess = [&](double log_alpha) {
    std::optional<double> const log_beta = log_beta_of(log_alpha);
    if (log_beta) return cumulative_of(log_alpha, *log_beta, high_y) - high.p;
    bool const beta_too_large = cumulative_of(log_alpha, log_max, low_y) < low.p;
    return beta_too_large ? 1 - high.p : low.p - high.p;  // a spike, or two at the ends
  };
  std::optional<double> const log_alpha = root(excess, log_min, log_max);
  if (!log_alpha) return std::nullopt;
  std::optional<double> const log_beta = log_beta_of(*log_alpha);
  if (!log_beta) return std::nullopt;
  return make(Family::beta, {std::exp(*log_alpha), std::exp(*log_beta), min, max});
}

std::optional<Distribution> fit_gamma(Quantile low, Quantile high, double shift) {
  auto const standard = [](double log_shape, double p) {
    return quantile(make(Family::gamma, {std::exp(log_shape), 1, 0}), p);
  };
  // The larger the shape, the narrower the law.
  double const wanted = std::log((high.x - shift) / (low.x - shift));
  auto const excess = [&](double log_shape) {
    return std::log(standard(log_shape, high.p) / standard(log_shape, low.p)) - wanted;
  };
  std::optional<double> const log_shape =
      root(excess, std::log(gamma_shape.min), std::log(gamma_shape.max));
  if (!log_shape) return std::nullopt;
  return make(Family::gamma,
              {std::exp(*log_shape), (high.x - shift) / standard(*log_shape, high.p), shift});
}

Distribution fit_weibull(Quantile low, Quantile high, double shift) {
  // ln(x - shift) = ln(scale) + ln(-ln(1 - p)) / shape
  double const low_y = std::log(-std::log1p(-low.p)), high_y = std::log(-std::log1p(-high.p));
  double const shape = (high_y - low_y) / std::log((high.x - shift) / (low.x - shift));
  return make(Family::weibull, {shape, (high.x - shift) / std::exp(high_y / shape), shift});
}

Distribution fit_student_t(Quantile low, Quantile high, double df) {
  Distribution const standard = make(Family::student_t, {df, 0, 1});
  double const y = quantile(standard, low.p);
  double const scale = (high.x - low.x) / (quantile(standard, high.p) - y);
  return make(Family::student_t, {df, low.x - scale * y, scale});
}

ThreeQuantileFit fit_three(Family family, std::array<Quantile, 3> const& quantiles) {
  Quantile const &low = quantiles[0], &middle = quantiles[1], &high = quantiles[2];
  ShapeFamily const shapes = shape_family(family);
  // With the outer quantiles met by location and scale, the middle one depends on the shape only.
  auto const scale_of = [&](double shape) {
    return (high.x - low.x) /
           (shapes.standard_quantile(shape, high.p) - shapes.standard_quantile(shape, low.p));
  };
  auto const middle_of = [&](double shape) {
    return low.x + scale_of(shape) * (shapes.standard_quantile(shape, middle.p) -
                                      shapes.standard_quantile(shape, low.p));
  };
  ThreeQuantileFit fit;
  std::tie(fit.middle_min, fit.middle_max) =
      std::minmax({middle_of(shapes.shape_min), middle_of(shapes.shape_max)});
  auto const shape =
      root([&](double s) { return middle_of(s) - middle.x; }, shapes.shape_min, shapes.shape_max);
  if (shape) {
    double const location = low.x - scale_of(*shape) * shapes.standard_quantile(*shape, low.p);
    fit.law = shapes.law(location, scale_of(*shape), *shape);
  }
  return fit;
}

}  // namespace nameplate
