#pragma once

#include <cstddef>
#include <cstdint>

/// What crosses the border to the files compiled for one instruction set: plain data and pointers.
namespace nameplate {

/// Paths of one tile. A tile's outputs stay in the second-level cache between evaluation and tally.
inline constexpr std::uint32_t tile_paths = 512;
/// Most paths that any instruction set evaluates together; tiles start at multiples of it, so that
/// those never straddle 2^32 paths.
inline constexpr std::uint32_t max_lanes = 32;

/// One thread's memory.
struct Workspace {
  float* slots;           // [slot][lane], 64-byte aligned
  float* outputs;         // [output][tile_paths], 64-byte aligned
  std::uint32_t* counts;  // [bins of all outputs]
  std::int64_t* sums;     // [output], of this tile
  std::int64_t* squares;  // [output], of this tile
};

struct TileFunctions {
  int lanes;  // paths evaluated together
  /// Once per workspace, before the first tile.
  void (*prepare)(std::byte const* plan, Workspace const& workspace);
  /// Evaluates the paths [from, to) of the tile that starts at path `first` (a multiple of
  /// max_lanes), counted from `first`: sets `outputs`, and of the other paths of the tile some.
  void (*evaluate)(std::byte const* plan, std::uint64_t seed, std::uint64_t first,
                   std::uint32_t from, std::uint32_t to, Workspace const& workspace);
  /// Tallies the evaluated paths [from, to): adds to `counts`, sets `sums` and `squares`, and
  /// overwrites outputs of other paths.
  void (*tally)(std::byte const* plan, std::uint32_t from, std::uint32_t to,
                Workspace const& workspace);
};

TileFunctions tile_functions_portable();
TileFunctions tile_functions_avx2();
TileFunctions tile_functions_avx512();

}  // namespace nameplate
