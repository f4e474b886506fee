#pragma once

#include <cstdint>

#include "host/bench/count_operations.hpp"
#include "kernels/real.hpp"

/// The vocabulary of kernels/real.hpp on one float that counts what is done with it. Bit casts,
/// copies, loads and stores count nothing, `select` and `any` what they are given.
namespace nameplate {

/// Of everything done with Counted values in this thread.
inline thread_local OperationCounts operations_done;

/// Counts one operation whose operands vary or not; its result does so too.
inline bool done(Operation operation, bool varies) {
  if (varies) {
    ++operations_done.varying[static_cast<std::size_t>(operation)];
  } else {
    ++operations_done.uniform;
  }
  return varies;
}

template <class T>
struct CountedValue {
  T x;
  bool varies = false;

  CountedValue() = default;
  explicit CountedValue(T value, bool does_vary = false) : x(value), varies(does_vary) {}
};
using Counted = CountedValue<float>;
using CountedWord = CountedValue<std::uint32_t>;
using CountedMask = CountedValue<bool>;

inline namespace NAMEPLATE_ISA {

template <>
struct RealTraits<Counted> {
  using UInt = CountedWord;
  using DrawWord = CountedWord;
  using Mask = CountedMask;
  static constexpr int lanes = 1;
  static constexpr bool draws_in_passes = false;
  static constexpr std::uint32_t slot_stride = 1;
};

}  // namespace NAMEPLATE_ISA

inline Counted operator+(Counted a, Counted b) {
  return Counted(a.x + b.x, done(Operation::add, a.varies || b.varies));
}
inline Counted operator-(Counted a, Counted b) {
  return Counted(a.x - b.x, done(Operation::add, a.varies || b.varies));
}
inline Counted operator*(Counted a, Counted b) {
  return Counted(a.x * b.x, done(Operation::multiply, a.varies || b.varies));
}
inline Counted operator/(Counted a, Counted b) {
  return Counted(a.x / b.x, done(Operation::divide, a.varies || b.varies));
}
inline Counted fma(Counted a, Counted b, Counted c) {
  return Counted(fma(a.x, b.x, c.x), done(Operation::fma, a.varies || b.varies || c.varies));
}
inline Counted square_root(Counted a) {
  return Counted(square_root(a.x), done(Operation::square_root, a.varies));
}
inline Counted saturate(Counted a) {
  return Counted(saturate(a.x), done(Operation::saturate, a.varies));
}
inline CountedMask operator<(Counted a, Counted b) {
  return CountedMask(a.x < b.x, done(Operation::compare, a.varies || b.varies));
}
inline CountedMask operator>(Counted a, Counted b) {
  return CountedMask(a.x > b.x, done(Operation::compare, a.varies || b.varies));
}
inline CountedMask operator>=(Counted a, Counted b) {
  return CountedMask(a.x >= b.x, done(Operation::compare, a.varies || b.varies));
}
inline CountedMask operator==(Counted a, Counted b) {
  return CountedMask(a.x == b.x, done(Operation::compare, a.varies || b.varies));
}
template <class T>
CountedValue<T> select(CountedMask mask, CountedValue<T> a, CountedValue<T> b) {
  return CountedValue<T>(mask.x ? a.x : b.x,
                         done(Operation::select, mask.varies || a.varies || b.varies));
}
inline bool any(CountedMask mask) { return mask.x; }

inline CountedWord bits(Counted a) { return CountedWord(bits(a.x), a.varies); }
inline Counted from_bits(CountedWord a) { return Counted(from_bits(a.x), a.varies); }
inline Counted to_real(CountedWord a, Counted) {
  return Counted(to_real(a.x, 0.0f), done(Operation::convert, a.varies));
}

inline CountedWord operator+(CountedWord a, CountedWord b) {
  return CountedWord(a.x + b.x, done(Operation::add_words, a.varies || b.varies));
}
inline CountedWord operator-(CountedWord a, CountedWord b) {
  return CountedWord(a.x - b.x, done(Operation::add_words, a.varies || b.varies));
}
inline CountedWord operator&(CountedWord a, CountedWord b) {
  return CountedWord(a.x & b.x, done(Operation::logic, a.varies || b.varies));
}
inline CountedWord operator^(CountedWord a, CountedWord b) {
  return CountedWord(a.x ^ b.x, done(Operation::logic, a.varies || b.varies));
}
inline CountedWord operator<<(CountedWord a, int count) {
  return CountedWord(a.x << count, done(Operation::shift, a.varies));
}
inline CountedWord operator>>(CountedWord a, int count) {
  return CountedWord(a.x >> count, done(Operation::shift, a.varies));
}
inline CountedWord shift_right_arithmetic(CountedWord a, int count) {
  return CountedWord(shift_right_arithmetic(a.x, count), done(Operation::shift, a.varies));
}
inline CountedWord clamp_signed(CountedWord a, int low, int high) {
  done(Operation::add_words, a.varies);
  return CountedWord(clamp_signed(a.x, low, high), done(Operation::add_words, a.varies));
}
inline CountedWord minimum(CountedWord a, CountedWord b) {
  return CountedWord(minimum(a.x, b.x), done(Operation::add_words, a.varies || b.varies));
}
inline CountedMask at_least(CountedWord a, CountedWord b) {
  return CountedMask(at_least(a.x, b.x), done(Operation::compare, a.varies || b.varies));
}
inline void multiply_wide(CountedWord a, std::uint32_t m, CountedWord& high, CountedWord& low) {
  high.varies = low.varies = done(Operation::multiply_wide, a.varies);
  multiply_wide(a.x, m, high.x, low.x);
}
inline CountedWord join(CountedWord a) { return a; }
inline void multiply_joined(CountedWord a, std::uint32_t m, CountedWord& high, CountedWord& low) {
  multiply_wide(a, m, high, low);
}
inline void fill_consecutive(std::uint32_t first, CountedWord& words) {
  words = CountedWord(first, true);
}

/// Two additions that round, and one of words.
inline Counted round_to_index(Counted a, CountedWord& index) {
  done(Operation::add, a.varies);
  done(Operation::add, a.varies);
  index.varies = done(Operation::add_words, a.varies);
  return Counted(round_to_index(a.x, index.x), a.varies);
}

inline void gather4(float const* table, CountedWord index, Counted (&row)[4]) {
  float values[4];
  gather4(table, index.x, values);
  for (int i = 0; i < 4; ++i)
    row[i] = Counted(values[i], done(Operation::table_load, index.varies));
}

}  // namespace nameplate
