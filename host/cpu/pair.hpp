#pragma once

#include "kernels/math.hpp"

/// Two packs side by side. The model's chains of dependent operations leave a wide core half idle;
/// two independent ones fill it, and the plan is read half as often.
namespace nameplate {
inline namespace NAMEPLATE_ISA {

template <class T>
struct Pair {  // NOLINT(cppcoreguidelines-special-member-functions): only copies need care
  T a, b;
  Pair() = default;
  // Written out, which GCC keeps in registers where it would copy a default one through memory.
  Pair(Pair const& x) : a(x.a), b(x.b) {}
  Pair& operator=(Pair const& x) {
    a = x.a;
    b = x.b;
    return *this;
  }
  Pair(T first, T second) : a(first), b(second) {}
  template <class Scalar>
  explicit Pair(Scalar x) : a(x), b(a) {}
};

/// As many T side by side as one call of a long function keeps in the registers of this instruction
/// set.
template <class T>
using PackBatch = Pair<Pair<T>>;

using RealPair = Pair<Pack>;
using UIntPair = Pair<UPack>;
/// The words of draws, of a type of its own: on a machine without a split form DrawWord is UPack.
struct DrawPair : Pair<DrawWordOf<Pack>> {
  using Pair<DrawWordOf<Pack>>::Pair;
};

template <class T>
struct RealTraits<Pair<T>> {
  using UInt = Pair<UIntOf<T>>;
  using Mask = Pair<MaskOf<T>>;
  static constexpr int lanes = 2 * RealTraits<T>::lanes;
};

template <>
struct RealTraits<RealPair> {
  using UInt = UIntPair;
  using DrawWord = DrawPair;
  using Mask = Pair<PackMask>;
  using Batch = PackBatch<RealPair>;
  static constexpr int lanes = 2 * RealTraits<Pack>::lanes;
  static constexpr bool draws_in_passes = true;
  static constexpr std::uint32_t slot_stride = 1;
};

template <class T>
NAMEPLATE_HD Pair<T> operator+(Pair<T> x, Pair<T> y) {
  return {x.a + y.a, x.b + y.b};
}
template <class T>
NAMEPLATE_HD Pair<T> operator-(Pair<T> x, Pair<T> y) {
  return {x.a - y.a, x.b - y.b};
}
template <class T>
NAMEPLATE_HD Pair<T> operator*(Pair<T> x, Pair<T> y) {
  return {x.a * y.a, x.b * y.b};
}
template <class T>
NAMEPLATE_HD Pair<T> operator/(Pair<T> x, Pair<T> y) {
  return {x.a / y.a, x.b / y.b};
}
template <class T>
NAMEPLATE_HD Pair<MaskOf<T>> operator<(Pair<T> x, Pair<T> y) {
  return {x.a < y.a, x.b < y.b};
}
template <class T>
NAMEPLATE_HD Pair<MaskOf<T>> operator>(Pair<T> x, Pair<T> y) {
  return {x.a > y.a, x.b > y.b};
}
template <class T>
NAMEPLATE_HD Pair<MaskOf<T>> operator>=(Pair<T> x, Pair<T> y) {
  return {x.a >= y.a, x.b >= y.b};
}
template <class T>
NAMEPLATE_HD Pair<MaskOf<T>> operator==(Pair<T> x, Pair<T> y) {
  return {x.a == y.a, x.b == y.b};
}

template <class T>
NAMEPLATE_HD Pair<T> operator&(Pair<T> x, Pair<T> y) {
  return {x.a & y.a, x.b & y.b};
}
template <class T>
NAMEPLATE_HD Pair<T> operator^(Pair<T> x, Pair<T> y) {
  return {x.a ^ y.a, x.b ^ y.b};
}
template <class T>
NAMEPLATE_HD Pair<T> operator<<(Pair<T> x, int count) {
  return {x.a << count, x.b << count};
}
template <class T>
NAMEPLATE_HD Pair<T> operator>>(Pair<T> x, int count) {
  return {x.a >> count, x.b >> count};
}

template <class T>
NAMEPLATE_HD Pair<T> fma(Pair<T> x, Pair<T> y, Pair<T> z) {
  return {fma(x.a, y.a, z.a), fma(x.b, y.b, z.b)};
}
template <class T>
NAMEPLATE_HD Pair<T> square_root(Pair<T> x) {
  return {square_root(x.a), square_root(x.b)};
}
template <class T>
NAMEPLATE_HD Pair<T> saturate(Pair<T> x) {
  return {saturate(x.a), saturate(x.b)};
}
template <class M, class T>
NAMEPLATE_HD Pair<T> select(Pair<M> mask, Pair<T> x, Pair<T> y) {
  return {select(mask.a, x.a, y.a), select(mask.b, x.b, y.b)};
}
template <class M>
NAMEPLATE_HD bool any(Pair<M> mask) {
  return any(mask.a) || any(mask.b);
}
template <class T>
NAMEPLATE_HD Pair<T> with_quantile_tail(Pair<T> r, Pair<T> l) {
  return {with_quantile_tail(r.a, l.a), with_quantile_tail(r.b, l.b)};
}

template <class T>
NAMEPLATE_HD Pair<UIntOf<T>> bits(Pair<T> x) {
  return {bits(x.a), bits(x.b)};
}
template <class T>
NAMEPLATE_HD auto from_bits(Pair<T> x) -> Pair<decltype(from_bits(x.a))> {
  return {from_bits(x.a), from_bits(x.b)};
}
template <class U, class T>
NAMEPLATE_HD Pair<T> to_real(Pair<U> x, Pair<T> y) {
  return {to_real(x.a, y.a), to_real(x.b, y.b)};
}
template <class U>
NAMEPLATE_HD Pair<U> shift_right_arithmetic(Pair<U> x, int count) {
  return {shift_right_arithmetic(x.a, count), shift_right_arithmetic(x.b, count)};
}
inline Pair<PackMask> at_least(UIntPair x, UIntPair y) {
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
