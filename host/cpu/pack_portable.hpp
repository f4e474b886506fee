#pragma once

#include <cmath>

#include "kernels/real.hpp"

/// The vocabulary of kernels/real.hpp on 4 lanes of any machine, in the compiler's vector types.
/// Where the machine has no fused multiply-add the library's exact one is called, lane by lane:
/// slow, and the same bits.
namespace nameplate {
inline namespace NAMEPLATE_ISA {

typedef float FloatVector __attribute__((vector_size(16)));
typedef std::uint32_t UIntVector __attribute__((vector_size(16)));
typedef std::int32_t IntVector __attribute__((vector_size(16)));

struct UPack {
  UIntVector v;
  UPack() = default;
  explicit UPack(UIntVector x) : v(x) {}
  explicit UPack(std::uint32_t x) : v(UIntVector{x, x, x, x}) {}
};

struct Pack {
  FloatVector v;
  Pack() = default;
  explicit Pack(FloatVector x) : v(x) {}
  explicit Pack(float x) : v(FloatVector{x, x, x, x}) {}
};

struct PackMask {
  IntVector m;  // all ones or all zeros
};

template <>
struct RealTraits<Pack> {
  using UInt = UPack;
  using DrawWord = UPack;
  using Mask = PackMask;
  static constexpr int lanes = 4;
};

inline Pack operator+(Pack a, Pack b) { return Pack(a.v + b.v); }
inline Pack operator-(Pack a, Pack b) { return Pack(a.v - b.v); }
inline Pack operator*(Pack a, Pack b) { return Pack(a.v * b.v); }
inline Pack operator/(Pack a, Pack b) { return Pack(a.v / b.v); }
inline PackMask operator<(Pack a, Pack b) { return {a.v < b.v}; }
inline PackMask operator>(Pack a, Pack b) { return {a.v > b.v}; }
inline PackMask operator>=(Pack a, Pack b) { return {a.v >= b.v}; }
inline PackMask operator==(Pack a, Pack b) { return {a.v == b.v}; }

inline UPack operator+(UPack a, UPack b) { return UPack(a.v + b.v); }
inline UPack operator-(UPack a, UPack b) { return UPack(a.v - b.v); }
inline UPack operator&(UPack a, UPack b) { return UPack(a.v & b.v); }
inline UPack operator^(UPack a, UPack b) { return UPack(a.v ^ b.v); }
inline UPack operator<<(UPack a, int count) { return UPack(a.v << count); }
inline UPack operator>>(UPack a, int count) { return UPack(a.v >> count); }

inline UPack select(PackMask mask, UPack a, UPack b) {
  UIntVector const m = reinterpret_cast<UIntVector>(mask.m);
  return UPack((a.v & m) | (b.v & ~m));
}
inline UPack bits(Pack x) { return UPack(reinterpret_cast<UIntVector>(x.v)); }
inline Pack from_bits(UPack x) { return Pack(reinterpret_cast<FloatVector>(x.v)); }
inline Pack select(PackMask mask, Pack a, Pack b) {
  return from_bits(select(mask, bits(a), bits(b)));
}
inline bool any(PackMask mask) { return (mask.m[0] | mask.m[1] | mask.m[2] | mask.m[3]) != 0; }

inline Pack fma(Pack a, Pack b, Pack c) {
  return Pack(FloatVector{std::fmaf(a.v[0], b.v[0], c.v[0]), std::fmaf(a.v[1], b.v[1], c.v[1]),
                          std::fmaf(a.v[2], b.v[2], c.v[2]), std::fmaf(a.v[3], b.v[3], c.v[3])});
}
inline Pack square_root(Pack x) {
  return Pack(
      FloatVector{std::sqrt(x.v[0]), std::sqrt(x.v[1]), std::sqrt(x.v[2]), std::sqrt(x.v[3])});
}
inline Pack saturate(Pack x) {
  Pack const above = select(x > Pack(0.0f), x, Pack(0.0f));
  return select(above < Pack(1.0f), above, Pack(1.0f));
}

inline Pack to_real(UPack x, Pack) {
  return Pack(__builtin_convertvector(reinterpret_cast<IntVector>(x.v), FloatVector));
}
inline UPack shift_right_arithmetic(UPack x, int count) {
  return UPack(reinterpret_cast<UIntVector>(reinterpret_cast<IntVector>(x.v) >> count));
}
inline UPack clamp_signed(UPack x, int low, int high) {
  IntVector const value = reinterpret_cast<IntVector>(x.v);
  UPack const above = select(PackMask{value < low}, UPack(static_cast<std::uint32_t>(low)), x);
  return select(PackMask{value > high}, UPack(static_cast<std::uint32_t>(high)), above);
}
inline PackMask at_least(UPack a, UPack b) { return {a.v >= b.v}; }
inline UPack minimum(UPack a, UPack b) { return select(PackMask{a.v < b.v}, a, b); }

inline void multiply_wide(UPack a, std::uint32_t m, UPack& high, UPack& low) {
  for (int i = 0; i < 4; ++i) {
    std::uint64_t const product = static_cast<std::uint64_t>(a.v[i]) * m;
    high.v[i] = static_cast<std::uint32_t>(product >> 32);
    low.v[i] = static_cast<std::uint32_t>(product);
  }
}

inline Pack round_to_index(Pack x, UPack& index) {
  Pack const shifted = x + Pack(12582912.0f);
  index = bits(shifted) - UPack(0x4b400000u);
  return shifted - Pack(12582912.0f);
}

inline void gather4(float const* table, UPack index, Pack (&row)[4]) {
  for (int lane = 0; lane < 4; ++lane) {
    for (int i = 0; i < 4; ++i)
      row[i].v[lane] = table[4 * index.v[lane] + static_cast<std::uint32_t>(i)];
  }
}

inline UPack join(UPack word) { return word; }
inline void multiply_joined(UPack a, std::uint32_t m, UPack& high, UPack& low) {
  multiply_wide(a, m, high, low);
}
inline void fill_consecutive(std::uint32_t first, UPack& words) {
  words = UPack(UIntVector{0, 1, 2, 3} + first);
}

/// Sum of lanes as 64-bit integers, each rounded to nearest even. \pre |x| < 2^51
class FixedPointSum {
 public:
  void add(Pack x) {
    for (int i = 0; i < 4; ++i) sum_ += std::llrint(x.v[i]);
  }
  std::int64_t total() const { return sum_; }

 private:
  std::int64_t sum_ = 0;
};

}  // namespace NAMEPLATE_ISA
}  // namespace nameplate
