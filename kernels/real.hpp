#pragma once

#include <cmath>
#include <cstdint>

#include "kernels/portability.hpp"

/// The vocabulary that the model may use on a value type V: a `float` (one path; CUDA threads), a
/// pack of floats (SIMD lanes; host/cpu) or a `double` (the reference that bounds rounding errors).
/// Here for the scalars, "packs of one".
///
/// Every operation is IEEE-754 round to nearest, or exact, so all executors agree bit for bit.
/// Comparisons and `saturate` are defined on every bit pattern (NaN saturates to +0, -0 to +0).
namespace nameplate {
inline namespace NAMEPLATE_ISA {

/// What the kernels must know of a value type:
///   lanes            paths that one value holds;
///   draws_in_passes  whether draws are better made step by step for many variables (copula.hpp);
///   slot_stride      values from one slot of a path to the next; 0: said at run time (Slots).
template <class V>
struct RealTraits;

template <>
struct RealTraits<float> {
  using UInt = std::uint32_t;
  using DrawWord = std::uint32_t;
  using Mask = bool;
  static constexpr int lanes = 1;
  static constexpr bool draws_in_passes = false;
  static constexpr std::uint32_t slot_stride = 0;
};

template <>
struct RealTraits<double> {
  using UInt = std::uint32_t;
  using DrawWord = std::uint32_t;
  using Mask = bool;
  static constexpr int lanes = 1;
  static constexpr bool draws_in_passes = false;
  static constexpr std::uint32_t slot_stride = 0;
};

template <class V>
using UIntOf = typename RealTraits<V>::UInt;
/// Words of random draws in the making, in whatever form multiplies fastest; join() gives the UInt.
template <class V>
using DrawWordOf = typename RealTraits<V>::DrawWord;
template <class V>
using MaskOf = typename RealTraits<V>::Mask;
/// Several packs V side by side, for a function whose chain of dependent operations is too long
/// for a core to work on enough of them at once. Only what draws in passes has it.
template <class V>
using BatchOf = typename RealTraits<V>::Batch;

/// a * b + c, rounded once.
NAMEPLATE_HD float fma(float a, float b, float c) { return ::fmaf(a, b, c); }
NAMEPLATE_HD double fma(double a, double b, double c) { return ::fma(a, b, c); }

NAMEPLATE_HD float square_root(float x) { return ::sqrtf(x); }
NAMEPLATE_HD double square_root(double x) { return ::sqrt(x); }

NAMEPLATE_HD float select(bool mask, float a, float b) { return mask ? a : b; }
NAMEPLATE_HD double select(bool mask, double a, double b) { return mask ? a : b; }
NAMEPLATE_HD std::uint32_t select(bool mask, std::uint32_t a, std::uint32_t b) {
  return mask ? a : b;
}
NAMEPLATE_HD bool any(bool mask) { return mask; }

/// x limited to [0, 1]. One instruction modifier on a GPU.
NAMEPLATE_HD float saturate(float x) {
#if defined(__CUDA_ARCH__)
  return __saturatef(x);
#else
  float const above = x > 0.0f ? x : 0.0f;
  return above < 1.0f ? above : 1.0f;
#endif
}
NAMEPLATE_HD double saturate(double x) {
  double const above = x > 0.0 ? x : 0.0;
  return above < 1.0 ? above : 1.0;
}

/// The bit pattern of a float, and back.
NAMEPLATE_HD std::uint32_t bits(float x) {
#if defined(__CUDA_ARCH__)
  return __float_as_uint(x);
#else
  return __builtin_bit_cast(std::uint32_t, x);
#endif
}
NAMEPLATE_HD float from_bits(std::uint32_t x) {
#if defined(__CUDA_ARCH__)
  return __uint_as_float(x);
#else
  return __builtin_bit_cast(float, x);
#endif
}

/// The 32-bit two's complement integer in `x` as a real, rounded to nearest. The second argument
/// only names the type.
NAMEPLATE_HD float to_real(std::uint32_t x, float) {
  return static_cast<float>(static_cast<std::int32_t>(x));
}
NAMEPLATE_HD double to_real(std::uint32_t x, double) { return static_cast<std::int32_t>(x); }

/// Arithmetic shift right of the two's complement integer in `x`.
NAMEPLATE_HD std::uint32_t shift_right_arithmetic(std::uint32_t x, int count) {
  return static_cast<std::uint32_t>(static_cast<std::int32_t>(x) >> count);
}

/// Upper and lower half of the 64-bit product a * m.
NAMEPLATE_HD void multiply_wide(std::uint32_t a, std::uint32_t m, std::uint32_t& high,
                                std::uint32_t& low) {
#if defined(__CUDA_ARCH__)
  // One instruction that leaves the halves in two registers; from C++ come 64-bit shifts and masks.
  asm("{ .reg .u64 product; mul.wide.u32 product, %2, %3; mov.b64 {%1, %0}, product; }"
      : "=r"(high), "=r"(low)
      : "r"(a), "r"(m));
#else
  std::uint64_t const product = static_cast<std::uint64_t>(a) * m;
  high = static_cast<std::uint32_t>(product >> 32);
  low = static_cast<std::uint32_t>(product);
#endif
}

/// The two's complement integer in `x`, limited to [low, high].
NAMEPLATE_HD std::uint32_t clamp_signed(std::uint32_t x, int low, int high) {
  auto const value = static_cast<std::int32_t>(x);
  int const from_below = value < low ? low : value;
  return static_cast<std::uint32_t>(from_below > high ? high : from_below);
}
/// a >= b, unsigned.
NAMEPLATE_HD bool at_least(std::uint32_t a, std::uint32_t b) { return a >= b; }
NAMEPLATE_HD std::uint32_t minimum(std::uint32_t a, std::uint32_t b) { return a < b ? a : b; }

/// x rounded to the nearest integer, ties to even, which is also returned as `index`. \pre -0.5 <=
/// x < 2^21
NAMEPLATE_HD float round_to_index(float x, std::uint32_t& index) {
  float const shifted =
      x + 12582912.0f;  // 1.5 * 2^23: the sum keeps the integer in its low mantissa bits
  index = bits(shifted) - 0x4b400000u;
  return shifted - 12582912.0f;
}
NAMEPLATE_HD double round_to_index(double x, std::uint32_t& index) {
  double const rounded = ::rint(x);
  index = static_cast<std::uint32_t>(rounded);
  return rounded;
}

/// The four floats of row `index` of a table of rows of four.
template <class V>
NAMEPLATE_HD void gather4(float const* table, std::uint32_t index, V (&row)[4]) {
  NAMEPLATE_UNROLL
  for (int i = 0; i < 4; ++i) row[i] = table[4 * index + static_cast<std::uint32_t>(i)];
}

/// first, first + 1, first + 2, ... across the lanes of a draw word.
NAMEPLATE_HD void fill_consecutive(std::uint32_t first, std::uint32_t& words) { words = first; }
NAMEPLATE_HD std::uint32_t join(std::uint32_t word) { return word; }
/// The halves of the product as multiply_wide gives them, joined.
NAMEPLATE_HD void multiply_joined(std::uint32_t a, std::uint32_t m, std::uint32_t& high,
                                  std::uint32_t& low) {
  multiply_wide(a, m, high, low);
}

}  // namespace NAMEPLATE_ISA
}  // namespace nameplate
