#include "host/catalog/mixture.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

#include "host/catalog/math_policy.hpp"
#include "host/catalog/root.hpp"
#include "kernels/plan.hpp"

namespace nameplate {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double component_quantile(Distribution const& component, double p, Tail tail) {
  return tail == Tail::lower ? quantile(component, p) : upper_quantile(component, p);
}

/// The law's value at a standard normal z, by the nearer tail.
double value_at(Distribution const& law, double z) {
  double const tail = boost::math::cdf(standard_normal, -std::abs(z));
  return z < 0 ? quantile(law, tail) : upper_quantile(law, tail);
}

}  // namespace

Support mixture_support(Distribution const& law) {
  Support support{infinity, -infinity};
  for (Distribution const& component : law.components) {
    support.min = std::min(support.min, quantile(component, 0));
    support.max = std::max(support.max, quantile(component, 1));
  }
  return support;
}

double mixture_cumulative(Distribution const& law, double x, Tail tail) {
  double sum = 0;
  for (std::size_t i = 0; i < law.components.size(); ++i)
    sum += law.p[i] * (tail == Tail::lower ? cumulative(law.components[i], x)
                                           : upper_cumulative(law.components[i], x));
  return std::min(sum, 1.0);
}

double mixture_quantile(Distribution const& law, double p, Tail tail) {
  double low = infinity, high = -infinity;
  for (Distribution const& component : law.components) {
    double const x = component_quantile(component, p, tail);
    low = std::min(low, x);
    high = std::max(high, x);
  }
  // Logarithms, since p may be small: no component then has a probability of zero at both ends.
  auto const excess = [&](double x) { return std::log(mixture_cumulative(law, x, tail) / p); };
  if (low == high) return low;
  // By a rounding, both ends may lie on one side.
  if (std::optional<double> const x = root(excess, low, high)) return *x;
  return std::abs(excess(low)) < std::abs(excess(high)) ? low : high;
}

double table_error(Distribution const& law) {
  constexpr double step = 2.0 * table_z / table_cells;
  constexpr double farthest_z = 6.34;  // of a draw
  double const spread = quantile(law, 0.95) - quantile(law, 0.05);
  std::vector<double> x;
  x.reserve(table_cells + 3);
  for (int i = -1; i <= table_cells + 1; ++i) x.push_back(value_at(law, -table_z + i * step));
  double error = 0;
  for (int i = 0; i < table_cells; ++i) {
    double const z = -table_z + (i + 0.5) * step;
    if (std::abs(z) > farthest_z) continue;
    auto const at = x.begin() + i;
    double const cubic = (9 * (at[1] + at[2]) - (at[0] + at[3])) / 16;
    double const exact = value_at(law, z);
    error = std::max(error, std::abs(cubic - exact) / std::max(spread, std::abs(exact)));
  }
  return error;
}

}  // namespace nameplate
