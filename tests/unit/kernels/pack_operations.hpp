#pragma once

#include <cstdint>

/// What crosses the border to the files that are compiled for one instruction set: plain data and
/// functions.
namespace nameplate {

/// The vocabulary of kernels/real.hpp and what the model makes of it. Operands and results are bit
/// patterns.
enum class Operation {
  add,
  subtract,
  multiply,
  divide,
  fused,
  square_root,
  saturate,
  less,
  greater,
  greater_equal,
  equal,
  select_real,
  select_integer,
  any_less,  // the same in all lanes
  to_real,
  integer_add,
  integer_subtract,
  integer_and,
  integer_xor,
  shift_left,
  shift_right,
  shift_right_arithmetic,
  at_least,
  rounded_value,
  rounded_index,
  gather,
  exp2,
  log2,
  normal_quantile,
  clamp_signed,  // from here on: of tallies only
  minimum,
  bin,
  signed_bin,
  summed_value,
  count
};

/// On one pack, or on a pair of packs.
struct LaneFunctions {
  int lanes;
  /// result[i] = operation on a[i], b[i], c[i]. \pre count is a multiple of lanes
  void (*apply)(Operation operation, std::uint32_t const* a, std::uint32_t const* b,
                std::uint32_t const* c, std::uint32_t* result, int count);
  /// Word w of the block of path + lane to result[4 * lane + w].
  void (*draw)(std::uint64_t seed, std::uint64_t path, std::uint32_t stream, std::uint32_t block,
               std::uint32_t* result);
};

struct PackFunctions {
  LaneFunctions pack;
  LaneFunctions pair;  // without the operations of tallies
  /// FixedPointSum of the values.
  std::int64_t (*sum)(float const* values, int count);
};

PackFunctions pack_functions_portable();
PackFunctions pack_functions_avx2();
PackFunctions pack_functions_avx512();

}  // namespace nameplate
