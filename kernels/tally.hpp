#pragma once

#include "kernels/plan.hpp"
#include "kernels/real.hpp"

/// Integer tallies of float outputs: a log-linear histogram taken from the float's own bits, and
/// fixed-point sums. Merging is addition, so nothing depends on order. Layout of one output's bins,
/// by distance from `zero_bin`:
///   0 exact zero | 1 underflow, |x| < 2^min | 2 .. bins + 1 | bins + 2 overflow, |x| >= 2^max |
///   last: undefined (NaN)
/// and mirrored to the other side where values may be negative.
namespace nameplate {

inline constexpr int bins_per_octave_log2 = 10;
/// Width of a bin over its lower edge, at most: the quantization bound of a quantile.
inline constexpr double bin_relative_width = 1.0 / (1 << bins_per_octave_log2);

/// Number of counters of an output.
constexpr std::uint32_t counter_count(TallyRecord const& tally) {
  return tally.zero_bin + tally.bins + 4;
}
constexpr std::uint32_t undefined_bin(TallyRecord const& tally) {
  return tally.zero_bin + tally.bins + 3;
}

inline namespace NAMEPLATE_ISA {

/// The counter, relative to the output's first, that `x` belongs to. A negative value of an output
/// that cannot have any counts as undefined.
template <class V>
NAMEPLATE_HD UIntOf<V> bin_of(TallyRecord const& tally, V x) {
  using UInt = UIntOf<V>;
  UInt const magnitude = bits(x) & UInt(0x7fffffffu);
  UInt const first =
      UInt(static_cast<std::uint32_t>(tally.min_exponent + 127) << bins_per_octave_log2);
  UInt const bin = clamp_signed((magnitude >> (23 - bins_per_octave_log2)) - first, -1,
                                static_cast<int>(tally.bins));
  UInt const distance = select(x == V(0.0f), UInt(0u), bin + UInt(2u));
  UInt const sign = shift_right_arithmetic(bits(x), 31);
  UInt const position = UInt(tally.zero_bin) + ((distance ^ sign) - sign);
  UInt const undefined(tally.zero_bin + tally.bins + 3);
  return select(x == x, minimum(position, undefined), undefined);
}

/// `x` if it enters the sums (defined and within range), else zero.
template <class V>
NAMEPLATE_HD V summed_value(TallyRecord const& tally, V x) {
  V const positive = select(x < V(tally.limit), x, V(0.0f));
  return select(x > V(-tally.limit), positive, V(0.0f));
}

}  // namespace NAMEPLATE_ISA
}  // namespace nameplate
