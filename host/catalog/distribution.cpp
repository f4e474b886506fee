#include "nameplate/distribution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/math/quadrature/tanh_sinh.hpp>
#include <cmath>
#include <cstddef>

#include "host/catalog/untruncated.hpp"

namespace nameplate {
namespace {

/// The part of the untruncated law that truncation leaves, as probabilities counted from either
/// end.
struct Cut {
  double below_min = 0, below_max = 1;  // P(X <= truncate_min), P(X <= truncate_max)
  double above_min = 1, above_max = 0;  // P(X > truncate_min), P(X > truncate_max)

  /// Where most of the law lies below the cut, differences of the upper probabilities are the exact
  /// ones.
  bool in_upper_tail() const { return below_min > 0.5; }
  double mass() const { return in_upper_tail() ? above_min - above_max : below_max - below_min; }
};

Cut cut_of(Distribution const& law) {
  return {untruncated_cumulative(law, law.truncate_min, Tail::lower),
          untruncated_cumulative(law, law.truncate_max, Tail::lower),
          untruncated_cumulative(law, law.truncate_min, Tail::upper),
          untruncated_cumulative(law, law.truncate_max, Tail::upper)};
}

bool is_truncated(Distribution const& law) {
  Support const support = untruncated_support(law);
  return law.truncate_min > support.min || law.truncate_max < support.max;
}

/// Quantile after truncation, before clipping; `p` counted from the given end.
double truncated_quantile(Distribution const& law, double p, Tail tail) {
  if (!is_truncated(law)) return untruncated_quantile(law, p, tail);
  Cut const cut = cut_of(law);
  double x = 0;
  if (tail == Tail::upper) {
    x = untruncated_quantile(law, cut.above_max + p * cut.mass(), Tail::upper);
  } else if (cut.in_upper_tail()) {
    x = untruncated_quantile(law, cut.above_min - p * cut.mass(), Tail::upper);
  } else {
    x = untruncated_quantile(law, cut.below_min + p * cut.mass(), Tail::lower);
  }
  return std::clamp(x, law.truncate_min, law.truncate_max);
}

/// P(X <= x), or P(X > x) for the upper tail, after truncation, before clipping.
double truncated_cumulative(Distribution const& law, double x, Tail tail) {
  if (!is_truncated(law)) return untruncated_cumulative(law, x, tail);
  bool const lower = tail == Tail::lower;
  if (x <= law.truncate_min) return lower ? 0 : 1;
  if (x >= law.truncate_max) return lower ? 1 : 0;
  Cut const cut = cut_of(law);
  double const above = untruncated_cumulative(law, x, Tail::upper);
  double const below = untruncated_cumulative(law, x, Tail::lower);
  double const part = lower ? (cut.in_upper_tail() ? cut.above_min - above : below - cut.below_min)
                            : (cut.in_upper_tail() ? above - cut.above_max : cut.below_max - below);
  return std::clamp(part / cut.mass(), 0.0, 1.0);
}

double clipped(Distribution const& law, double x) {
  return std::clamp(x, law.clip_min, law.clip_max);
}

double mean_of_discrete(Distribution const& law) {
  double sum = 0;
  for (std::size_t i = 0; i < law.x.size(); ++i) sum += law.p[i] * clipped(law, law.x[i]);
  return sum;
}

/// Mean of a law that is uniform from x0 to x1, after clipping.
double mean_of_piece(Distribution const& law, double x0, double x1) {
  if (x0 == x1) return clipped(law, x0);
  double const from = std::clamp(law.clip_min, x0, x1), to = std::clamp(law.clip_max, x0, x1);
  double sum = (to - from) * (from + to) / 2;
  if (from > x0) sum += (from - x0) * law.clip_min;
  if (to < x1) sum += (x1 - to) * law.clip_max;
  return sum / (x1 - x0);
}

double mean_of_empirical(Distribution const& law) {
  double sum = 0;
  for (std::size_t i = 1; i < law.x.size(); ++i)
    sum += (law.p[i] - law.p[i - 1]) * mean_of_piece(law, law.x[i - 1], law.x[i]);
  return sum;
}

template <class Function>
double integral(Function f, double from, double to) {
  if (!(from < to)) return 0;
  boost::math::quadrature::tanh_sinh<double> integrator;
  constexpr double tolerance = 1e-12;
  return integrator.integrate(f, from, to, tolerance);
}

/// E[X] = max - integral of P(X <= x) over the support.
double mean_of_bounded(Distribution const& law) {
  double const min = quantile(law, 0), max = quantile(law, 1);
  return max - integral([&](double x) { return cumulative(law, x); }, min, max);
}

/// What is clipped counts with the bound; over the rest the quantile function is integrated, from
/// either end to the median.
double mean_of_unbounded(Distribution const& law) {
  double const below = truncated_cumulative(law, law.clip_min, Tail::lower);
  double const above = truncated_cumulative(law, law.clip_max, Tail::upper);
  // Nearer to the ends, where nothing counts any more, the quantile of a Student t overflows.
  constexpr double least_p = 1e-100;
  auto const from_low = [&](double p) {
    return truncated_quantile(law, std::max(p, least_p), Tail::lower);
  };
  auto const from_high = [&](double p) {
    return truncated_quantile(law, std::max(p, least_p), Tail::upper);
  };
  double sum = integral(from_low, below, std::min(0.5, 1 - above)) +
               integral(from_high, above, std::min(0.5, 1 - below));
  if (below > 0) sum += below * law.clip_min;
  if (above > 0) sum += above * law.clip_max;
  return sum;
}

/// Clipping a mixture clips its components.
double mean_of_mixture(Distribution const& law) {
  double sum = 0;
  for (std::size_t i = 0; i < law.components.size(); ++i) {
    Distribution component = law.components[i];
    component.clip_min = law.clip_min;
    component.clip_max = law.clip_max;
    sum += law.p[i] * mean(component);
  }
  return sum;
}

}  // namespace

std::string_view name(Family family) {
  constexpr std::array<std::string_view, 14> names = {
      "constant", "normal",  "lognormal", "uniform",   "triangular", "pert",      "beta",
      "gamma",    "weibull", "student_t", "bernoulli", "discrete",   "empirical", "mixture"};
  return names[static_cast<std::size_t>(family)];
}

Distribution constant(double value) {
  Distribution law;
  law.parameters = {value};
  law.text = fmt::format("{}", value);
  return law;
}

double quantile(Distribution const& law, double p) {
  return clipped(law, truncated_quantile(law, p, Tail::lower));
}

double upper_quantile(Distribution const& law, double p) {
  return clipped(law, truncated_quantile(law, p, Tail::upper));
}

double cumulative(Distribution const& law, double x) {
  if (x < law.clip_min) return 0;
  if (x >= law.clip_max) return 1;
  return truncated_cumulative(law, x, Tail::lower);
}

double upper_cumulative(Distribution const& law, double x) {
  if (x < law.clip_min) return 1;
  if (x >= law.clip_max) return 0;
  return truncated_cumulative(law, x, Tail::upper);
}

double mean(Distribution const& law) {
  switch (law.family) {
    case Family::constant:
      return clipped(law, law.parameters[0]);
    case Family::bernoulli:
      return std::lerp(clipped(law, 0), clipped(law, 1), law.parameters[0]);
    case Family::discrete:
      return mean_of_discrete(law);
    case Family::empirical:
      return mean_of_empirical(law);
    case Family::mixture:
      return mean_of_mixture(law);
    case Family::normal:
    case Family::lognormal:
    case Family::gamma:
    case Family::weibull:
    case Family::student_t:
      return mean_of_unbounded(law);
    default:
      return mean_of_bounded(law);
  }
}

}  // namespace nameplate
