#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "host/cpu/aligned_array.hpp"
#include "host/cpu/for_each_tile.hpp"
#include "host/cpu/tile.hpp"
#include "kernels/plan.hpp"
#include "nameplate/tallies.hpp"

/// What one thread of the CPU executor keeps. The plan outlives it.
namespace nameplate {

/// Evaluates tiles.
class TileEvaluator {
 public:
  TileEvaluator(Plan const& plan, TileFunctions const& functions);

  /// Sets the outputs of the tile's paths.
  void run(std::uint64_t seed, Tile const& tile);

  /// [output][tile_paths]; a tally overwrites those that the tile does not ask for.
  float* outputs() const { return outputs_.get(); }

 private:
  std::byte const* plan_;
  TileFunctions functions_;
  AlignedArray<float> slots_, outputs_;
};

/// Adds up tiles: 32-bit counters, emptied into the totals before they can overflow.
class TileTally {
 public:
  TileTally(Plan const& plan, TileFunctions const& functions);

  /// Adds the paths of a tile, whose outputs are [output][tile_paths].
  void add(Tile const& tile, float* outputs);

  /// Moves the tallies of all tiles since the last call to `total`.
  void move_to(Tallies& total);

 private:
  void move_counts_to(Tallies& total);

  Plan const& plan_;
  TileFunctions functions_;
  ZeroedVector<std::uint32_t> counts_;
  std::uint64_t counted_paths_ = 0;  // in counts_
  std::vector<std::int64_t> tile_sums_, tile_squares_;
  std::vector<WideSum> sums_, squares_;
  std::optional<Tallies> earlier_;  // what no longer fitted the counters
};

}  // namespace nameplate
