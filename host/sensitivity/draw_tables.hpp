#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "kernels/plan.hpp"
#include "nameplate/plan.hpp"

namespace nameplate {

/// What draws a path's variables, in tables that can be changed.
struct DrawTables {
  PlanHeader header;
  std::vector<DrawGroup> groups;
  std::vector<Variable> variables;
  std::vector<Loading> loadings;
  std::vector<BuildRecord> builds;

  /// Those of a plan.
  static DrawTables of(Plan const& plan);
  /// Those of a plan without groups, so that they can be written anew.
  DrawTables without_groups() const;

  std::uint32_t new_slot() { return header.slot_count++; }
  Range add_loadings(std::vector<Loading> const& added);
  void add_group(std::uint32_t stream, std::uint32_t block,
                 std::vector<Variable> const& of_the_block);

  /// `plan` with these tables in the place of its own, and `outputs` in the place of its outputs.
  Plan put_into(Plan const& plan, std::optional<std::vector<Output>> const& outputs = {}) const;
};

/// The groups that are drawn for every path, or for build `*build` of it.
inline Range& group_range(DrawTables& tables, std::optional<std::size_t> build) {
  return build ? tables.builds[*build].groups : tables.header.shared_groups;
}
inline Range group_range(DrawTables const& tables, std::optional<std::size_t> build) {
  return build ? tables.builds[*build].groups : tables.header.shared_groups;
}

/// slots[slot] = z, or the sum of the loadings that are set afterwards.
Variable normal_variable(std::uint32_t slot, std::uint32_t word, float residual, Range loadings);

}  // namespace nameplate
