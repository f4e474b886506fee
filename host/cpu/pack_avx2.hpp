#pragma once

#include <immintrin.h>

#include "kernels/real.hpp"

/// The vocabulary of kernels/real.hpp on 8 lanes (AVX2, FMA).
namespace nameplate {
inline namespace NAMEPLATE_ISA {

struct UPack {
  __m256i v;
  UPack() = default;
  explicit UPack(__m256i x) : v(x) {}
  explicit UPack(std::uint32_t x) : v(_mm256_set1_epi32(static_cast<int>(x))) {}
};

struct Pack {
  __m256 v;
  Pack() = default;
  explicit Pack(__m256 x) : v(x) {}
  explicit Pack(float x) : v(_mm256_set1_ps(x)) {}
};

struct SplitWords;
struct PackMask {
  __m256 m;
};

template <>
struct RealTraits<Pack> {
  using UInt = UPack;
  using DrawWord = SplitWords;
  using Mask = PackMask;
  static constexpr int lanes = 8;
};

inline Pack operator+(Pack a, Pack b) { return Pack(_mm256_add_ps(a.v, b.v)); }
inline Pack operator-(Pack a, Pack b) { return Pack(_mm256_sub_ps(a.v, b.v)); }
inline Pack operator*(Pack a, Pack b) { return Pack(_mm256_mul_ps(a.v, b.v)); }
inline Pack operator/(Pack a, Pack b) { return Pack(_mm256_div_ps(a.v, b.v)); }
inline PackMask operator<(Pack a, Pack b) { return {_mm256_cmp_ps(a.v, b.v, _CMP_LT_OQ)}; }
inline PackMask operator>(Pack a, Pack b) { return {_mm256_cmp_ps(a.v, b.v, _CMP_GT_OQ)}; }
inline PackMask operator>=(Pack a, Pack b) { return {_mm256_cmp_ps(a.v, b.v, _CMP_GE_OQ)}; }
inline PackMask operator==(Pack a, Pack b) { return {_mm256_cmp_ps(a.v, b.v, _CMP_EQ_OQ)}; }

inline UPack operator+(UPack a, UPack b) { return UPack(_mm256_add_epi32(a.v, b.v)); }
inline UPack operator-(UPack a, UPack b) { return UPack(_mm256_sub_epi32(a.v, b.v)); }
inline UPack operator&(UPack a, UPack b) { return UPack(_mm256_and_si256(a.v, b.v)); }
inline UPack operator^(UPack a, UPack b) { return UPack(_mm256_xor_si256(a.v, b.v)); }
inline UPack operator<<(UPack a, int count) { return UPack(_mm256_slli_epi32(a.v, count)); }
inline UPack operator>>(UPack a, int count) { return UPack(_mm256_srli_epi32(a.v, count)); }

inline Pack fma(Pack a, Pack b, Pack c) { return Pack(_mm256_fmadd_ps(a.v, b.v, c.v)); }
inline Pack square_root(Pack x) { return Pack(_mm256_sqrt_ps(x.v)); }
inline Pack select(PackMask mask, Pack a, Pack b) {
  return Pack(_mm256_blendv_ps(b.v, a.v, mask.m));
}
inline UPack select(PackMask mask, UPack a, UPack b) {
  return UPack(_mm256_blendv_epi8(b.v, a.v, _mm256_castps_si256(mask.m)));
}
inline bool any(PackMask mask) { return _mm256_movemask_ps(mask.m) != 0; }

/// max(x, 0) gives +0 for -0 and NaN: the second operand wins ties and NaN.
inline Pack saturate(Pack x) {
  return Pack(_mm256_min_ps(_mm256_max_ps(x.v, _mm256_setzero_ps()), _mm256_set1_ps(1.0f)));
}

inline UPack bits(Pack x) { return UPack(_mm256_castps_si256(x.v)); }
inline Pack from_bits(UPack x) { return Pack(_mm256_castsi256_ps(x.v)); }
inline Pack to_real(UPack x, Pack) { return Pack(_mm256_cvtepi32_ps(x.v)); }
inline UPack shift_right_arithmetic(UPack x, int count) {
  return UPack(_mm256_srai_epi32(x.v, count));
}
inline UPack clamp_signed(UPack x, int low, int high) {
  return UPack(
      _mm256_min_epi32(_mm256_max_epi32(x.v, _mm256_set1_epi32(low)), _mm256_set1_epi32(high)));
}
inline PackMask at_least(UPack a, UPack b) {
  return {_mm256_castsi256_ps(_mm256_cmpeq_epi32(_mm256_max_epu32(a.v, b.v), a.v))};
}
inline UPack minimum(UPack a, UPack b) { return UPack(_mm256_min_epu32(a.v, b.v)); }

/// 64-bit elements whose low halves are the words of the even and of the odd lanes; the high halves
/// are arbitrary.
struct SplitWords {
  __m256i even, odd;
  SplitWords() = default;
  SplitWords(__m256i e, __m256i o) : even(e), odd(o) {}
  explicit SplitWords(std::uint32_t x) : even(_mm256_set1_epi32(static_cast<int>(x))), odd(even) {}
};

inline SplitWords operator^(SplitWords a, SplitWords b) {
  return {_mm256_xor_si256(a.even, b.even), _mm256_xor_si256(a.odd, b.odd)};
}
inline void multiply_wide(SplitWords a, std::uint32_t m, SplitWords& high, SplitWords& low) {
  __m256i const factor = _mm256_set1_epi64x(m);
  low = {_mm256_mul_epu32(a.even, factor), _mm256_mul_epu32(a.odd, factor)};
  high = {_mm256_srli_epi64(low.even, 32), _mm256_srli_epi64(low.odd, 32)};
}
inline UPack join(SplitWords w) {
  return UPack(_mm256_blend_epi32(w.even, _mm256_slli_epi64(w.odd, 32), 0xAA));
}
inline void multiply_joined(SplitWords a, std::uint32_t m, UPack& high, UPack& low) {
  __m256i const factor = _mm256_set1_epi64x(m);
  __m256i const even = _mm256_mul_epu32(a.even, factor), odd = _mm256_mul_epu32(a.odd, factor);
  high = UPack(_mm256_blend_epi32(_mm256_srli_epi64(even, 32), odd, 0xAA));
  low = join({even, odd});
}
inline void fill_consecutive(std::uint32_t first, SplitWords& words) {
  __m256i const lane = _mm256_set_epi32(7, 6, 5, 4, 3, 2, 1, 0);
  words.even = _mm256_add_epi32(lane, _mm256_set1_epi32(static_cast<int>(first)));
  words.odd = _mm256_srli_epi64(words.even, 32);
}

inline Pack round_to_index(Pack x, UPack& index) {
  Pack const shifted = x + Pack(12582912.0f);
  index = bits(shifted) - UPack(0x4b400000u);
  return shifted - Pack(12582912.0f);
}

inline void gather4(float const* table, UPack index, Pack (&row)[4]) {
  __m256i const first = _mm256_slli_epi32(index.v, 2);
  for (int i = 0; i < 4; ++i) row[i].v = _mm256_i32gather_ps(table + i, first, 4);
}

/// Sum of lanes as 64-bit integers, each rounded to nearest even. \pre |x| < 2^51
class FixedPointSum {
 public:
  void add(Pack x) {
    add_half(_mm256_castps256_ps128(x.v));
    add_half(_mm256_extractf128_ps(x.v, 1));
  }
  std::int64_t total() const {
    alignas(32) std::int64_t part[4];
    _mm256_store_si256(reinterpret_cast<__m256i*>(part), sum_);
    return part[0] + part[1] + part[2] + part[3];
  }

 private:
  /// Adding 1.5 * 2^52 to a double rounds it to an integer in its low mantissa bits.
  void add_half(__m128 x) {
    __m256d const shifter = _mm256_set1_pd(6755399441055744.0);
    __m256i const shifted = _mm256_castpd_si256(_mm256_add_pd(_mm256_cvtps_pd(x), shifter));
    sum_ = _mm256_add_epi64(sum_, _mm256_sub_epi64(shifted, _mm256_castpd_si256(shifter)));
  }

  __m256i sum_ = _mm256_setzero_si256();
};

}  // namespace NAMEPLATE_ISA
}  // namespace nameplate
