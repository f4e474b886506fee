#include "host/results/moments.hpp"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>

namespace nameplate {
namespace {

using Integer = boost::multiprecision::cpp_int;

Integer to_integer(WideSum const& sum) { return Integer(sum.high) * (Integer(1) << 64) + sum.low; }

/// Sum of squared deviations from the mean. In integers, because the difference loses in floating
/// point what the sums have kept: n squares - sum^2 over a common power of two.
double squared_deviations(Moments const& moments, TallyRecord const& record, WideSum const& sum,
                          WideSum const& squares) {
  int const sum_bits = std::ilogb(record.sum_scale);
  int const square_bits = std::ilogb(record.square_scale);
  int const common_bits = std::max(2 * sum_bits, square_bits);
  Integer const total = to_integer(sum);
  Integer const difference =
      ((Integer(moments.count) * to_integer(squares)) << (common_bits - square_bits)) -
      ((total * total) << (common_bits - 2 * sum_bits));
  double const scaled = std::ldexp(difference.convert_to<double>(), -common_bits);
  return std::max(scaled, 0.0) / static_cast<double>(moments.count);
}

}  // namespace

Moments moments(OutputBins const& bins, WideSum const& sum, WideSum const& squares) {
  Moments result{.count = bins.defined() - bins.overflow(), .mean = {}, .standard_deviation = {}};
  if (result.count == 0) return result;
  auto const count = static_cast<double>(result.count);
  double const mean = sum.to_double() / bins.record().sum_scale / count;
  result.mean = mean;
  if (result.count == 1) return result;
  double const variance = squared_deviations(result, bins.record(), sum, squares) /
                          static_cast<double>(result.count - 1);
  // A spread within the rounding of the squares is none if the paths agree, else it is not known.
  double const rounding = mean * mean * 0x1p-24 + 1 / bins.record().square_scale;
  if (variance <= rounding) {
    if (bins.share_one_bin()) result.standard_deviation = 0;
    return result;
  }
  result.standard_deviation = std::sqrt(variance);
  return result;
}

}  // namespace nameplate
