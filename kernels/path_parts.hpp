#pragma once

#include "kernels/path.hpp"

/// The parts of a path by themselves, for timing them apart.
namespace nameplate {
inline namespace NAMEPLATE_ISA {

/// In the place of a path's draws: its variables have their values already.
struct GivenDraws {};

template <class V>
NAMEPLATE_HD void draw_variables(PlanView, Range, GivenDraws, Slots<V>) {}

/// Outputs of the path whose variables are in their slots, else as evaluate_path.
template <class V, class Sink>
NAMEPLATE_HD void evaluate_chain(PlanView plan, Slots<V> slots, Sink&& sink) {
  evaluate_draws(plan, GivenDraws{}, slots, sink);
}

/// The bits of the variables of `groups`, added up.
template <class V>
NAMEPLATE_HD UIntOf<V> checksum(PlanView plan, Range groups, Slots<V> slots) {
  UIntOf<V> sum(0u);
  for (std::uint32_t g = groups.first; g < groups.first + groups.count; ++g) {
    Range const variables = plan.groups()[g].variables;
    for (std::uint32_t i = variables.first; i < variables.first + variables.count; ++i)
      sum = sum + bits(slots[plan.variables()[i].slot]);
  }
  return sum;
}

/// Draws every variable of the path, and nothing else. The bits of all of them, added up: so that
/// no compiler leaves one out.
template <class V>
NAMEPLATE_HD UIntOf<V> draw_path(PlanView plan, std::uint64_t seed, std::uint64_t path,
                                 Slots<V> slots) {
  PathDraws<DrawWordOf<V>> const draws(seed, path);
  PlanHeader const& header = plan.header();
  draw_variables(plan, header.shared_groups, draws, slots);
  UIntOf<V> sum = checksum(plan, header.shared_groups, slots);
  for (std::uint32_t b = 0; b < header.build_count; ++b) {
    Range const groups = plan.builds()[b].groups;
    draw_variables(plan, groups, draws, slots);
    sum = sum + checksum(plan, groups, slots);
  }
  return sum;
}

}  // namespace NAMEPLATE_ISA
}  // namespace nameplate
