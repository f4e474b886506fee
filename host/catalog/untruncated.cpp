#include "host/catalog/untruncated.hpp"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <boost/math/distributions/uniform.hpp>
#include <boost/math/distributions/weibull.hpp>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>

#include "host/catalog/math_policy.hpp"
#include "host/catalog/mixture.hpp"

namespace nameplate {
namespace {

using StandardBeta = boost::math::beta_distribution<double, MathPolicy>;

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Weight of the mode in a PERT law: alpha = 1 + 4 (mode - min) / (max - min). Malcolm et al. 1959.
constexpr double pert_lambda = 4;

/// Calls `use(standard, offset, scale)`, where the law is offset + scale * standard, a law of
/// Boost.Math.
template <class Use>
double with_standard_law(Distribution const& law, Use use) {
  std::vector<double> const& a = law.parameters;
  switch (law.family) {
    case Family::normal:
      return use(boost::math::normal_distribution<double, MathPolicy>(0, 1), a[0], a[1]);
    case Family::lognormal:
      return use(boost::math::lognormal_distribution<double, MathPolicy>(a[0], a[1]), a[2], 1.0);
    case Family::uniform:
      return use(boost::math::uniform_distribution<double, MathPolicy>(0, 1), a[0], a[1] - a[0]);
    case Family::triangular:
      return use(boost::math::triangular_distribution<double, MathPolicy>(
                     0, (a[1] - a[0]) / (a[2] - a[0]), 1),
                 a[0], a[2] - a[0]);
    case Family::pert: {
      double const mode = (a[1] - a[0]) / (a[2] - a[0]);
      return use(StandardBeta(1 + pert_lambda * mode, 1 + pert_lambda * (1 - mode)), a[0],
                 a[2] - a[0]);
    }
    case Family::beta:
      return use(StandardBeta(a[0], a[1]), a[2], a[3] - a[2]);
    case Family::gamma:
      return use(boost::math::gamma_distribution<double, MathPolicy>(a[0], 1), a[2], a[1]);
    case Family::weibull:
      return use(boost::math::weibull_distribution<double, MathPolicy>(a[0], 1), a[2], a[1]);
    case Family::student_t:
      return use(boost::math::students_t_distribution<double, MathPolicy>(a[0]), a[1], a[2]);
    default:
      return std::numeric_limits<double>::quiet_NaN();  // not continuous: never asked
  }
}

/// Value of a discrete law with probability `p` at or below it.
double discrete_quantile(Distribution const& law, double p) {
  double cumulated = 0;
  for (std::size_t i = 0; i + 1 < law.x.size(); ++i) {
    cumulated += law.p[i];
    if (p <= cumulated) return law.x[i];
  }
  return law.x.back();
}

double discrete_cumulative(Distribution const& law, double x) {
  auto const above = std::upper_bound(law.x.begin(), law.x.end(), x);
  if (above == law.x.end()) return 1;
  return std::accumulate(law.p.begin(), law.p.begin() + (above - law.x.begin()), 0.0);
}

double empirical_quantile(Distribution const& law, double p) {
  auto const upper = std::upper_bound(law.p.begin() + 1, law.p.end() - 1, p) - law.p.begin();
  auto const i = static_cast<std::size_t>(upper);
  return std::lerp(law.x[i - 1], law.x[i], (p - law.p[i - 1]) / (law.p[i] - law.p[i - 1]));
}

double empirical_cumulative(Distribution const& law, double x) {
  if (x < law.x.front()) return 0;
  if (x >= law.x.back()) return 1;
  auto const i =
      static_cast<std::size_t>(std::upper_bound(law.x.begin(), law.x.end(), x) - law.x.begin());
  return std::lerp(law.p[i - 1], law.p[i], (x - law.x[i - 1]) / (law.x[i] - law.x[i - 1]));
}

}  // namespace

Support untruncated_support(Distribution const& law) {
  std::vector<double> const& a = law.parameters;
  switch (law.family) {
    case Family::constant:
      return {a[0], a[0]};
    case Family::normal:
    case Family::student_t:
      return {-infinity, infinity};
    case Family::lognormal:
    case Family::gamma:
    case Family::weibull:
      return {a[2], infinity};
    case Family::uniform:
      return {a[0], a[1]};
    case Family::triangular:
    case Family::pert:
      return {a[0], a[2]};
    case Family::beta:
      return {a[2], a[3]};
    case Family::bernoulli:
      return {a[0] < 1 ? 0.0 : 1.0, a[0] > 0 ? 1.0 : 0.0};
    case Family::discrete:
    case Family::empirical:
      return {law.x.front(), law.x.back()};
    case Family::mixture:
      return mixture_support(law);
  }
  return {};
}

double untruncated_quantile(Distribution const& law, double p, Tail tail) {
  bool const lower = tail == Tail::lower;
  Support const support = untruncated_support(law);
  if (p <= 0) return lower ? support.min : support.max;
  if (p >= 1) return lower ? support.max : support.min;
  double const below = lower ? p : 1 - p;
  switch (law.family) {
    case Family::constant:
      return law.parameters[0];
    case Family::bernoulli:
      return below <= 1 - law.parameters[0] ? 0 : 1;
    case Family::discrete:
      return discrete_quantile(law, below);
    case Family::empirical:
      return empirical_quantile(law, below);
    case Family::mixture:
      return mixture_quantile(law, p, tail);
    default:
      return with_standard_law(law, [=](auto const& standard, double offset, double scale) {
        return offset + scale * (lower ? quantile(standard, p) : quantile(complement(standard, p)));
      });
  }
}

double untruncated_cumulative(Distribution const& law, double x, Tail tail) {
  bool const lower = tail == Tail::lower;
  Support const support = untruncated_support(law);
  if (x < support.min) return lower ? 0 : 1;
  if (x >= support.max) return lower ? 1 : 0;
  double below = 0;
  switch (law.family) {
    case Family::constant:
      below = 1;
      break;
    case Family::bernoulli:
      below = 1 - law.parameters[0];
      break;
    case Family::discrete:
      below = discrete_cumulative(law, x);
      break;
    case Family::empirical:
      below = empirical_cumulative(law, x);
      break;
    case Family::mixture:
      return mixture_cumulative(law, x, tail);
    default:
      return with_standard_law(law, [=](auto const& standard, double offset, double scale) {
        double const y = (x - offset) / scale;
        return lower ? cdf(standard, y) : cdf(complement(standard, y));
      });
  }
  return lower ? below : 1 - below;
}

}  // namespace nameplate
