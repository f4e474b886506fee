#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "host/cpu/tile.hpp"
#include "kernels/plan_view.hpp"
#include "nameplate/plan.hpp"

namespace nameplate {

/// Values of the paths that are evaluated together, aligned for any pack.
struct alignas(64) Row {
  float path[max_lanes];
};

/// What a thread of the CPU executor holds for a plan: a workspace with room for several tiles of
/// outputs.
class TileMemory {
 public:
  TileMemory(Plan const& plan, std::size_t tiles)
      : header_(PlanView(plan.bytes.data()).header()),
        slots_(header_.slot_count),
        outputs_(tiles * output_rows()),
        counts_(header_.bin_count),
        sums_(header_.output_count),
        squares_(header_.output_count) {}

  Workspace workspace(std::size_t tile) {
    return {slots_.data()->path, outputs_[tile * output_rows()].path, counts_.data(), sums_.data(),
            squares_.data()};
  }

 private:
  std::size_t output_rows() const { return header_.output_count * (tile_paths / max_lanes); }

  PlanHeader const& header_;
  std::vector<Row> slots_, outputs_;
  std::vector<std::uint32_t> counts_;
  std::vector<std::int64_t> sums_, squares_;
};

}  // namespace nameplate
