#pragma once

#include <immintrin.h>

#include "kernels/real.hpp"

/// The vocabulary of kernels/real.hpp on 16 lanes (AVX-512 F, DQ, VL, BW).
namespace nameplate {
inline namespace NAMEPLATE_ISA {

struct UPack {
  __m512i v;
  UPack() = default;
  explicit UPack(__m512i x) : v(x) {}
  explicit UPack(std::uint32_t x) : v(_mm512_set1_epi32(static_cast<int>(x))) {}
};

struct Pack {
  __m512 v;
  Pack() = default;
  explicit Pack(__m512 x) : v(x) {}
  explicit Pack(float x) : v(_mm512_set1_ps(x)) {}
};

struct SplitWords;
struct PackMask {
  __mmask16 m;
};

template <>
struct RealTraits<Pack> {
  using UInt = UPack;
  using DrawWord = SplitWords;
  using Mask = PackMask;
  static constexpr int lanes = 16;
};

inline Pack operator+(Pack a, Pack b) { return Pack(_mm512_add_ps(a.v, b.v)); }
inline Pack operator-(Pack a, Pack b) { return Pack(_mm512_sub_ps(a.v, b.v)); }
inline Pack operator*(Pack a, Pack b) { return Pack(_mm512_mul_ps(a.v, b.v)); }
inline Pack operator/(Pack a, Pack b) { return Pack(_mm512_div_ps(a.v, b.v)); }
inline PackMask operator<(Pack a, Pack b) { return {_mm512_cmp_ps_mask(a.v, b.v, _CMP_LT_OQ)}; }
inline PackMask operator>(Pack a, Pack b) { return {_mm512_cmp_ps_mask(a.v, b.v, _CMP_GT_OQ)}; }
inline PackMask operator>=(Pack a, Pack b) { return {_mm512_cmp_ps_mask(a.v, b.v, _CMP_GE_OQ)}; }
inline PackMask operator==(Pack a, Pack b) { return {_mm512_cmp_ps_mask(a.v, b.v, _CMP_EQ_OQ)}; }

inline UPack operator+(UPack a, UPack b) { return UPack(_mm512_add_epi32(a.v, b.v)); }
inline UPack operator-(UPack a, UPack b) { return UPack(_mm512_sub_epi32(a.v, b.v)); }
inline UPack operator&(UPack a, UPack b) { return UPack(_mm512_and_si512(a.v, b.v)); }
inline UPack operator^(UPack a, UPack b) { return UPack(_mm512_xor_si512(a.v, b.v)); }
inline UPack operator<<(UPack a, int count) {
  return UPack(_mm512_slli_epi32(a.v, static_cast<unsigned>(count)));
}
inline UPack operator>>(UPack a, int count) {
  return UPack(_mm512_srli_epi32(a.v, static_cast<unsigned>(count)));
}

inline Pack fma(Pack a, Pack b, Pack c) { return Pack(_mm512_fmadd_ps(a.v, b.v, c.v)); }
inline Pack square_root(Pack x) { return Pack(_mm512_sqrt_ps(x.v)); }
inline Pack select(PackMask mask, Pack a, Pack b) {
  return Pack(_mm512_mask_blend_ps(mask.m, b.v, a.v));
}
inline UPack select(PackMask mask, UPack a, UPack b) {
  return UPack(_mm512_mask_blend_epi32(mask.m, b.v, a.v));
}
inline bool any(PackMask mask) { return mask.m != 0; }

/// max(x, 0) gives +0 for -0 and NaN: the second operand wins ties and NaN.
inline Pack saturate(Pack x) {
  return Pack(_mm512_min_ps(_mm512_max_ps(x.v, _mm512_setzero_ps()), _mm512_set1_ps(1.0f)));
}

inline UPack bits(Pack x) { return UPack(_mm512_castps_si512(x.v)); }
inline Pack from_bits(UPack x) { return Pack(_mm512_castsi512_ps(x.v)); }
inline Pack to_real(UPack x, Pack) { return Pack(_mm512_cvtepi32_ps(x.v)); }
inline UPack shift_right_arithmetic(UPack x, int count) {
  return UPack(_mm512_srai_epi32(x.v, static_cast<unsigned>(count)));
}
inline UPack clamp_signed(UPack x, int low, int high) {
  return UPack(
      _mm512_min_epi32(_mm512_max_epi32(x.v, _mm512_set1_epi32(low)), _mm512_set1_epi32(high)));
}
inline PackMask at_least(UPack a, UPack b) { return {_mm512_cmpge_epu32_mask(a.v, b.v)}; }
inline UPack minimum(UPack a, UPack b) { return UPack(_mm512_min_epu32(a.v, b.v)); }

/// 64-bit elements whose low halves are the words of the even and of the odd lanes; the high halves
/// are arbitrary.
struct SplitWords {
  __m512i even, odd;
  SplitWords() = default;
  SplitWords(__m512i e, __m512i o) : even(e), odd(o) {}
  explicit SplitWords(std::uint32_t x) : even(_mm512_set1_epi32(static_cast<int>(x))), odd(even) {}
};

inline SplitWords operator^(SplitWords a, SplitWords b) {
  return {_mm512_xor_si512(a.even, b.even), _mm512_xor_si512(a.odd, b.odd)};
}
inline void multiply_wide(SplitWords a, std::uint32_t m, SplitWords& high, SplitWords& low) {
  __m512i const factor = _mm512_set1_epi64(m);
  low = {_mm512_mul_epu32(a.even, factor), _mm512_mul_epu32(a.odd, factor)};
  high = {_mm512_srli_epi64(low.even, 32), _mm512_srli_epi64(low.odd, 32)};
}
/// A shuffle that keeps some lanes joins in one instruction.
inline UPack join(SplitWords w) {
  return UPack(_mm512_mask_shuffle_epi32(w.even, 0xAAAA, w.odd, _MM_PERM_CCAA));
}
inline void multiply_joined(SplitWords a, std::uint32_t m, UPack& high, UPack& low) {
  __m512i const factor = _mm512_set1_epi64(m);
  __m512i const even = _mm512_mul_epu32(a.even, factor), odd = _mm512_mul_epu32(a.odd, factor);
  high = UPack(_mm512_mask_shuffle_epi32(odd, 0x5555, even, _MM_PERM_DDBB));
  low = join({even, odd});
}
inline void fill_consecutive(std::uint32_t first, SplitWords& words) {
  __m512i const lane = _mm512_set_epi32(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
  words.even = _mm512_add_epi32(lane, _mm512_set1_epi32(static_cast<int>(first)));
  words.odd = _mm512_srli_epi64(words.even, 32);
}

inline Pack round_to_index(Pack x, UPack& index) {
  Pack const shifted = x + Pack(12582912.0f);
  index = bits(shifted) - UPack(0x4b400000u);
  return shifted - Pack(12582912.0f);
}

inline void gather4(float const* table, UPack index, Pack (&row)[4]) {
  __m512i const first = _mm512_slli_epi32(index.v, 2);
  for (int i = 0; i < 4; ++i) row[i].v = _mm512_i32gather_ps(first, table + i, 4);
}

/// Sum of lanes as 64-bit integers, each rounded to nearest even. \pre |x| < 2^51
class FixedPointSum {
 public:
  void add(Pack x) {
    __m512i const low = _mm512_cvtps_epi64(_mm512_castps512_ps256(x.v));
    __m512i const high = _mm512_cvtps_epi64(_mm512_extractf32x8_ps(x.v, 1));
    sum_ = _mm512_add_epi64(sum_, _mm512_add_epi64(low, high));
  }
  std::int64_t total() const { return _mm512_reduce_add_epi64(sum_); }

 private:
  __m512i sum_ = _mm512_setzero_si512();
};

}  // namespace NAMEPLATE_ISA
}  // namespace nameplate
