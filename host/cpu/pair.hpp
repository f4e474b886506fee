#pragma once

#include "kernels/real.hpp"

/// Two packs side by side. The model's chains of dependent operations leave a wide core half idle;
/// two independent ones fill it, and the plan is read half as often.
namespace nameplate {
inline namespace NAMEPLATE_ISA {

template <class T>
struct Pair {
  T a, b;
  Pair() = default;
  Pair(T first, T second) : a(first), b(second) {}
  template <class Scalar>
  explicit Pair(Scalar x) : a(x), b(a) {}
};

using RealPair = Pair<Pack>;
using UIntPair = Pair<UPack>;
using MaskPair = Pair<PackMask>;
/// The words of draws, of a type of its own: on a machine without a split form DrawWord is UPack.
struct DrawPair : Pair<DrawWordOf<Pack>> {
  using Pair<DrawWordOf<Pack>>::Pair;
};

template <>
struct RealTraits<RealPair> {
  using UInt = UIntPair;
  using DrawWord = DrawPair;
  using Mask = MaskPair;
  static constexpr int lanes = 2 * RealTraits<Pack>::lanes;
};

inline RealPair operator+(RealPair x, RealPair y) { return {x.a + y.a, x.b + y.b}; }
inline RealPair operator-(RealPair x, RealPair y) { return {x.a - y.a, x.b - y.b}; }
inline RealPair operator*(RealPair x, RealPair y) { return {x.a * y.a, x.b * y.b}; }
inline RealPair operator/(RealPair x, RealPair y) { return {x.a / y.a, x.b / y.b}; }
inline MaskPair operator<(RealPair x, RealPair y) { return {x.a < y.a, x.b < y.b}; }
inline MaskPair operator>(RealPair x, RealPair y) { return {x.a > y.a, x.b > y.b}; }
inline MaskPair operator>=(RealPair x, RealPair y) { return {x.a >= y.a, x.b >= y.b}; }
inline MaskPair operator==(RealPair x, RealPair y) { return {x.a == y.a, x.b == y.b}; }

inline UIntPair operator+(UIntPair x, UIntPair y) { return {x.a + y.a, x.b + y.b}; }
inline UIntPair operator-(UIntPair x, UIntPair y) { return {x.a - y.a, x.b - y.b}; }
inline UIntPair operator&(UIntPair x, UIntPair y) { return {x.a & y.a, x.b & y.b}; }
inline UIntPair operator^(UIntPair x, UIntPair y) { return {x.a ^ y.a, x.b ^ y.b}; }
inline UIntPair operator<<(UIntPair x, int count) { return {x.a << count, x.b << count}; }
inline UIntPair operator>>(UIntPair x, int count) { return {x.a >> count, x.b >> count}; }

inline RealPair fma(RealPair x, RealPair y, RealPair z) {
  return {fma(x.a, y.a, z.a), fma(x.b, y.b, z.b)};
}
inline RealPair square_root(RealPair x) { return {square_root(x.a), square_root(x.b)}; }
inline RealPair saturate(RealPair x) { return {saturate(x.a), saturate(x.b)}; }
template <class T>
Pair<T> select(MaskPair mask, Pair<T> x, Pair<T> y) {
  return {select(mask.a, x.a, y.a), select(mask.b, x.b, y.b)};
}
inline bool any(MaskPair mask) { return any(mask.a) || any(mask.b); }

inline UIntPair bits(RealPair x) { return {bits(x.a), bits(x.b)}; }
inline RealPair from_bits(UIntPair x) { return {from_bits(x.a), from_bits(x.b)}; }
inline RealPair to_real(UIntPair x, RealPair y) { return {to_real(x.a, y.a), to_real(x.b, y.b)}; }
inline UIntPair shift_right_arithmetic(UIntPair x, int count) {
  return {shift_right_arithmetic(x.a, count), shift_right_arithmetic(x.b, count)};
}
inline MaskPair at_least(UIntPair x, UIntPair y) {
  return {at_least(x.a, y.a), at_least(x.b, y.b)};
}
inline RealPair round_to_index(RealPair x, UIntPair& index) {
  return {round_to_index(x.a, index.a), round_to_index(x.b, index.b)};
}
inline void gather4(float const* table, UIntPair index, RealPair (&row)[4]) {
  Pack first[4], second[4];
  gather4(table, index.a, first);
  gather4(table, index.b, second);
  for (int i = 0; i < 4; ++i) row[i] = {first[i], second[i]};
}

inline DrawPair operator^(DrawPair x, DrawPair y) { return {x.a ^ y.a, x.b ^ y.b}; }
inline void multiply_wide(DrawPair x, std::uint32_t m, DrawPair& high, DrawPair& low) {
  multiply_wide(x.a, m, high.a, low.a);
  multiply_wide(x.b, m, high.b, low.b);
}
inline UIntPair join(DrawPair x) { return {join(x.a), join(x.b)}; }
inline void multiply_joined(DrawPair x, std::uint32_t m, UIntPair& high, UIntPair& low) {
  multiply_joined(x.a, m, high.a, low.a);
  multiply_joined(x.b, m, high.b, low.b);
}
inline void fill_consecutive(std::uint32_t first, DrawPair& words) {
  fill_consecutive(first, words.a);
  fill_consecutive(first + static_cast<std::uint32_t>(RealTraits<Pack>::lanes), words.b);
}

}  // namespace NAMEPLATE_ISA
}  // namespace nameplate
