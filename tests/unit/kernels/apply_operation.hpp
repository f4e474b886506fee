#pragma once

#include "kernels/math.hpp"
#include "kernels/tally.hpp"
#include "tests/unit/kernels/pack_operations.hpp"

/// The operations, written once for a scalar and for packs.
namespace nameplate {
inline namespace NAMEPLATE_ISA {

struct GatherTable {
  float value[4 * 64];
};
constexpr GatherTable gather_table() {
  GatherTable table{};
  for (int i = 0; i < 4 * 64; ++i) table.value[i] = 1.0f / static_cast<float>(i + 1);
  return table;
}
inline constexpr GatherTable gathered = gather_table();

inline constexpr std::uint32_t operation_bins = 10 << bins_per_octave_log2;
inline constexpr TallyRecord operation_tally{-4, operation_bins, 0, 0, 0x1p6f, 0x1p44f, 0x1p38f};
inline constexpr TallyRecord signed_operation_tally{
    -4, operation_bins, operation_bins + 2, 0, 0x1p6f, 0x1p44f, 0x1p38f};

/// In the domain of round_to_index, ties among them: multiples of 1/8 from -1/2 to 2^21.
template <class V>
UIntOf<V> rounded(UIntOf<V> a, bool is_index) {
  V const x = to_real(a >> 8, V(0.0f)) * V(0.125f) - V(0.5f);
  UIntOf<V> index;
  V const value = round_to_index(x, index);
  return is_index ? index : bits(value);
}

template <class V>
UIntOf<V> gather_all(UIntOf<V> a) {
  V row[4];
  gather4(gathered.value, a & UIntOf<V>(63u), row);
  return bits(row[0]) ^ (bits(row[1]) << 1) ^ (bits(row[2]) << 2) ^ (bits(row[3]) << 3);
}

template <class V>
UIntOf<V> apply_to_reals(Operation operation, V x, V y, V z) {
  using U = UIntOf<V>;
  U const no(0u), yes(1u);
  switch (operation) {
    case Operation::add:
      return bits(x + y);
    case Operation::subtract:
      return bits(x - y);
    case Operation::multiply:
      return bits(x * y);
    case Operation::divide:
      return bits(x / y);
    case Operation::fused:
      return bits(fma(x, y, z));
    case Operation::square_root:
      return bits(square_root(x));
    case Operation::saturate:
      return bits(saturate(x));
    case Operation::less:
      return select(x < y, yes, no);
    case Operation::greater:
      return select(x > y, yes, no);
    case Operation::greater_equal:
      return select(x >= y, yes, no);
    case Operation::equal:
      return select(x == y, yes, no);
    case Operation::select_real:
      return bits(select(x < y, y, z));
    case Operation::select_integer:
      return select(x < y, bits(y), bits(z));
    case Operation::any_less:
      return any(x < y) ? yes : no;
    default:
      return no;
  }
}

template <class V>
UIntOf<V> apply_to_words(Operation operation, UIntOf<V> a, UIntOf<V> b) {
  using U = UIntOf<V>;
  switch (operation) {
    case Operation::to_real:
      return bits(to_real(a, V(0.0f)));
    case Operation::integer_add:
      return a + b;
    case Operation::integer_subtract:
      return a - b;
    case Operation::integer_and:
      return a & b;
    case Operation::integer_xor:
      return a ^ b;
    case Operation::shift_left:
      return (a << 23) + (a << 9);
    case Operation::shift_right:
      return (a >> 13) + (a >> 31);
    case Operation::shift_right_arithmetic:
      return shift_right_arithmetic(a, 23) + shift_right_arithmetic(b, 31);
    case Operation::at_least:
      return select(at_least(a, b), U(1u), U(0u));
    case Operation::rounded_value:
      return rounded<V>(a, false);
    case Operation::rounded_index:
      return rounded<V>(a, true);
    case Operation::gather:
      return gather_all<V>(a);
    case Operation::exp2:
      return bits(Math<V>::exp2(to_real(a, V(0.0f)) * V(125 * 0x1p-31f)));
    case Operation::log2:  // of a normal number
      return bits(Math<V>::log2(from_bits((a & U(0x3fffffffu)) + U(0x00800000u))));
    default:
      return bits(Math<V>::normal_quantile(a));
  }
}

/// Operations of tallies, which pairs of packs do not have.
template <class V>
UIntOf<V> apply_to_tally(Operation operation, UIntOf<V> a, UIntOf<V> b) {
  switch (operation) {
    case Operation::clamp_signed:
      return clamp_signed(a, -1, 10240);
    case Operation::minimum:
      return minimum(a, b);
    case Operation::bin:
      return bin_of(operation_tally, from_bits(a));
    case Operation::signed_bin:
      return bin_of(signed_operation_tally, from_bits(a));
    default:
      return bits(summed_value(operation_tally, from_bits(a)));
  }
}

/// \pre pairs: not an operation of tallies
template <class V>
UIntOf<V> apply_operation(Operation operation, UIntOf<V> a, UIntOf<V> b, UIntOf<V> c) {
  if (operation < Operation::to_real)
    return apply_to_reals<V>(operation, from_bits(a), from_bits(b), from_bits(c));
  if (operation < Operation::clamp_signed) return apply_to_words<V>(operation, a, b);
  if constexpr (requires { minimum(a, b); }) return apply_to_tally<V>(operation, a, b);
  return a;
}

}  // namespace NAMEPLATE_ISA
}  // namespace nameplate
