#pragma once

#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "kernels/math.hpp"

namespace nameplate {
inline namespace NAMEPLATE_ISA {

/// The model's functions in double, from the libraries: what the float ones are measured against.
template <>
struct Math<double> {
  static double exp2(double x) { return std::exp2(x); }
  static double log2(double x) { return std::log2(x); }
  /// Of (word + 1/2) / 2^32, from the nearer tail, exactly.
  static double normal_quantile(std::uint32_t word) {
    boost::math::normal const normal;
    bool const is_upper = word >= 0x80000000u;
    double const z = quantile(normal, ((is_upper ? ~word : word) + 0.5) * 0x1p-32);
    return is_upper ? -z : z;
  }
};

}  // namespace NAMEPLATE_ISA
}  // namespace nameplate
