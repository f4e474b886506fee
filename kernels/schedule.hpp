#pragma once

#include "kernels/plan_view.hpp"
#include "kernels/real.hpp"

/// When announced power comes online. Online share g(t) = clamp((t - start) / ramp, 0, 1), and its
/// integral in closed form.
namespace nameplate {
inline namespace NAMEPLATE_ISA {

/// A phase on one path: power on the announced basis, start and ramp.
template <class V>
struct PhasePath {
  V announced_mw;    // as planned
  V built_mw;        // 0 if it is not built
  V start_month;     // after the epoch
  V per_ramp_month;  // 1 / ramp
};

/// What a build's phases have in common on one path.
template <class V>
struct BuildTerms {
  V contract_mw;       // IT power that its contract buys
  V completion_shift;  // added to the latent normal behind completion
};

/// P(latent > -threshold) = Phi(threshold), the completion probability.
template <class V>
NAMEPLATE_HD MaskOf<V> completes(PhaseRecord const& phase, V shift, Slots<V> slots) {
  return slots[phase.completion_slot] + (slots[phase.threshold_slot] + shift) > V(0.0f);
}

template <class V>
NAMEPLATE_HD PhasePath<V> phase_path(PhaseRecord const& phase, BuildTerms<V> const& terms,
                                     Slots<V> slots) {
  PhasePath<V> path;
  path.announced_mw = fma(V(phase.contract_share), terms.contract_mw, V(phase.planned_mw));
  path.built_mw = select(completes(phase, terms.completion_shift, slots),
                         path.announced_mw * slots[phase.size_slot], V(0.0f));
  path.start_month = V(phase.start_month) + slots[phase.delay_slot];
  path.per_ramp_month = slots[phase.per_ramp_slot];
  return path;
}

/// row[k] += weight x curve(month of knot k), or the same without what was there.
template <class V, class Curve>
NAMEPLATE_HD void add_to_row(PlanView plan, Slots<V> row, bool is_first, V weight,
                             Curve const& curve) {
  std::uint32_t const count = plan.header().knot_count;
  float const* const months = plan.knot_months();
  if (is_first) {
    for_each_in_rows(
        count, [=](V& at, float month) { at = fma(weight, curve(V(month)), V(0.0f)); }, row,
        months);
  } else {
    for_each_in_rows(
        count, [=](V& at, float month) { at = fma(weight, curve(V(month)), at); }, row, months);
  }
}

/// Adds a phase to the segment's curves at every knot: power online [MW], and its integral since
/// the start [MW month]. The first one starts them.
template <class V>
NAMEPLATE_HD void add_phase(PlanView plan, PhasePath<V> const& phase, bool is_first,
                            Slots<V> slots) {
  PlanHeader const& header = plan.header();
  V const per_ramp = phase.per_ramp_month;
  V const minus_start = V(0.0f) - phase.start_month * per_ramp;
  add_to_row(plan, slots + header.online_slot, is_first, phase.built_mw,
             [=](V month) { return saturate(fma(month, per_ramp, minus_start)); });
  if (header.needs_supply == 0) return;
  add_to_row(plan, slots + header.integral_slot, is_first, phase.built_mw / per_ramp, [=](V month) {
    V const x = fma(month, per_ramp, minus_start);
    V const share = saturate(x);  // its integral: x^2 / 2 within the ramp, x - 1/2 after it
    return share * fma(share, V(-0.5f), x);
  });
}

/// Adds a phase to the curve of the announced plan: all of it from the announced date on [MW].
template <class V>
NAMEPLATE_HD void add_plan(PlanView plan, PhaseRecord const& phase, PhasePath<V> const& path,
                           Slots<V> slots) {
  PlanHeader const& header = plan.header();
  Slots<V> const planned = slots + header.plan_slot;
  for (std::uint32_t d = 0; d < header.date_count; ++d) {
    if (phase.announced_month <= plan.knot_months()[d]) planned[d] = planned[d] + path.announced_mw;
  }
}

/// The curves of one segment of a build, from scratch: online, supply over the last 12 months,
/// plan.
template <class V>
NAMEPLATE_HD void segment_curves(PlanView plan, Segment const& segment, BuildTerms<V> const& terms,
                                 Slots<V> slots) {
  PlanHeader const& header = plan.header();
  if (header.needs_plan != 0) {
    for (std::uint32_t d = 0; d < header.date_count; ++d) slots[header.plan_slot + d] = V(0.0f);
  }
  for (std::uint32_t i = segment.phases.first; i < segment.phases.first + segment.phases.count;
       ++i) {
    PhaseRecord const& phase = plan.phases()[i];
    PhasePath<V> const path = phase_path(phase, terms, slots);
    add_phase(plan, path, i == segment.phases.first, slots);
    if (header.needs_plan != 0) add_plan(plan, phase, path, slots);
  }
  if (header.needs_supply != 0) {
    for (std::uint32_t d = 0; d < header.date_count; ++d) {
      V const before = slots[header.integral_slot + plan.dates()[d].knot_before];
      slots[header.supply_slot + d] = slots[header.integral_slot + d] - before;
    }
  }
}

}  // namespace NAMEPLATE_ISA
}  // namespace nameplate
