#pragma once

#include <cstddef>
#include <cstdint>

#include "host/cpu/tile.hpp"
#include "kernels/plan.hpp"
#include "nameplate/run.hpp"

namespace nameplate {

inline constexpr std::uint32_t philox_blocks = 8;  // per path of a tile

/// The loops that the micro benchmarks time, compiled for one instruction set.
struct KernelLoops {
  /// Blocks 0 .. philox_blocks - 1 of stream `stream` for the tile_paths paths from `first` on:
  /// words[(4 * block + word) * tile_paths + path].
  void (*philox)(std::uint64_t seed, std::uint64_t first, std::uint32_t stream,
                 std::uint32_t* words);

  /// x[i] = the value at the draw words[i] of `variable`, one of `plan` that is loaded on nothing,
  /// for tile_paths draws.
  void (*values)(std::byte const* plan, Variable const& variable, std::uint32_t const* words,
                 float* x);

  /// Those of TileFunctions, for whole tiles: outputs of the tile from path `first` on, and their
  /// tallies.
  void (*prepare)(std::byte const* plan, Workspace const& workspace);
  void (*evaluate)(std::byte const* plan, std::uint64_t seed, std::uint64_t first,
                   Workspace const& workspace);
  void (*tally)(std::byte const* plan, Workspace const& workspace);
};

KernelLoops kernel_loops_portable();
KernelLoops kernel_loops_avx2();
KernelLoops kernel_loops_avx512();

/// \pre available(isa), and isa is not automatic
KernelLoops kernel_loops(Isa isa);

}  // namespace nameplate
