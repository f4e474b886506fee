#pragma once

#include <cstddef>
#include <cstdint>

#include "nameplate/run.hpp"

/// What is timed on the CPU and no executor runs alone, compiled for one instruction set: plain
/// data and pointers.
namespace nameplate {

struct PartFunctions {
  int lanes;  // paths evaluated together

  /// Once per `slots`, [slot][lane] and aligned to 64 bytes, before the others.
  void (*prepare)(std::byte const* plan, float* slots);

  /// Draws all variables of the paths [from, to) of the tile that starts at path `first`, to whole
  /// packs; the bits of all of them, added up.
  std::uint32_t (*draw)(std::byte const* plan, std::uint64_t seed, std::uint64_t first,
                        std::uint32_t from, std::uint32_t to, float* slots);

  /// Evaluates as many paths from the variables in `slots`: sets `outputs`, [output][tile_paths].
  void (*chain)(std::byte const* plan, std::uint32_t from, std::uint32_t to, float* slots,
                float* outputs);

  /// Arithmetic that waits for nothing but the arithmetic units: operations_per_round operations on
  /// packs, `rounds` times; some result. An operation is a fused multiply-add where the instruction
  /// set has one, else a multiplication or an addition.
  float (*compute)(std::uint64_t rounds);
  std::uint64_t operations_per_round;  // lane by lane

  /// sum[i] = a[i] + 3 b[i]. \pre the arrays are aligned to 64 bytes, `count` is a multiple of 16
  void (*triad)(float* sum, float const* a, float const* b, std::size_t count);
};

PartFunctions part_functions_portable();
PartFunctions part_functions_avx2();
PartFunctions part_functions_avx512();

/// \pre available(isa), and isa is not automatic
PartFunctions part_functions(Isa isa);

}  // namespace nameplate
