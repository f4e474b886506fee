#pragma once

#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <optional>

namespace nameplate {

/// Root of a monotonic `f` between `from` and `to`; none if it has the same sign at both ends.
template <class Function>
std::optional<double> root(Function f, double from, double to) {
  double const at_from = f(from), at_to = f(to);
  if (at_from == 0) return from;
  if (at_to == 0) return to;
  if (!(std::signbit(at_from) != std::signbit(at_to))) return std::nullopt;
  std::uintmax_t iterations = 200;
  auto const close = [](double a, double b) { return std::abs(a - b) <= 1e-14 * std::abs(a + b); };
  auto const [a, b] =
      boost::math::tools::toms748_solve(f, from, to, at_from, at_to, close, iterations);
  return std::midpoint(a, b);
}

}  // namespace nameplate
