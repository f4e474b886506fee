#pragma once

#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace nameplate {

/// Shape of a law.
enum class Family {
  constant,
  normal,
  lognormal,
  uniform,
  triangular,
  pert,
  beta,
  gamma,
  weibull,
  student_t,
  bernoulli,
  discrete,
  empirical,
  mixture
};

/// As in catalogs: "lognormal".
std::string_view name(Family family);

/// A univariate law with every parameter resolved (laws written by quantiles are fitted when they
/// are read).
struct Distribution {
  Family family = Family::constant;  ///< shape of the law

  /// Parameters by family: constant {value}; normal {mean, sd}; lognormal {mu, sigma, shift};
  /// uniform {min, max}; triangular and pert {min, mode, max}; beta {alpha, beta, min, max};
  /// gamma and weibull {shape, scale, shift}; student_t {df, location, scale}; bernoulli {p};
  /// discrete, empirical and mixture none.
  std::vector<double> parameters = {0.0};

  /// discrete: values and their weights (sum 1). empirical: the quantile function's points, x at p,
  /// p from 0 to 1.
  /// mixture: p holds the weights of the components (sum 1).
  std::vector<double> x;
  std::vector<double> p;  ///< see `x`

  /// Of a mixture: continuous, unclipped.
  std::vector<Distribution> components;

  /// Truncation: the law is cut to [truncate_min, truncate_max] and renormalised.
  ///@{
  double truncate_min = -std::numeric_limits<double>::infinity();
  double truncate_max = std::numeric_limits<double>::infinity();
  ///@}

  /// Clipping: values beyond a bound are put on it.
  ///@{
  double clip_min = -std::numeric_limits<double>::infinity();
  double clip_max = std::numeric_limits<double>::infinity();
  ///@}

  /// How it was written, for people: "lognormal(p5 1.12, p95 1.38)".
  std::string text;

  /// Whether it has one value.
  bool is_constant() const { return family == Family::constant; }
};

/// The law that is `value` with certainty.
Distribution constant(double value);

/// Quantile function after truncation and clipping. \pre 0 <= p <= 1; p = 0 and 1 give the ends of
/// the support.
double quantile(Distribution const& law, double p);

/// The same with `p` counted from the upper end, exact where 1 - p would lose digits.
double upper_quantile(Distribution const& law, double p);

/// P(X <= x) after truncation and clipping.
double cumulative(Distribution const& law, double x);

/// P(X > x), exact where 1 - P(X <= x) would lose digits.
double upper_cumulative(Distribution const& law, double x);

/// Mean of the law, by quadrature.
double mean(Distribution const& law);

}  // namespace nameplate
