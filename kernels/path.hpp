#pragma once

#include "kernels/chain.hpp"
#include "kernels/copula.hpp"
#include "kernels/schedule.hpp"

/// One path of the Monte Carlo run (one per lane), from draws to outputs. The model's only entry
/// point.
namespace nameplate {
inline namespace NAMEPLATE_ISA {

/// Writes what is the same on every path. Once per Slots, before the first path.
template <class V>
NAMEPLATE_HD void fill_constants(PlanView plan, Slots<V> slots) {
  for (std::uint32_t i = 0; i < plan.header().constant_count; ++i)
    slots[i] = V(plan.constants()[i]);
}

/// Grid intensity relative to the epoch, at every date.
template <class V>
NAMEPLATE_HD void evaluate_trend(PlanView plan, Slots<V> slots) {
  PlanHeader const& header = plan.header();
  V const log2_per_year = slots[header.trend_source_slot];
  for (std::uint32_t d = 0; d < header.date_count; ++d) {
    slots[header.trend_slot + d] = Math<V>::exp2(log2_per_year * V(plan.dates()[d].years));
  }
}

/// The part of a build that a scope counts: 1 minus what is already in other builds there.
template <class V>
NAMEPLATE_HD V net_share(PlanView plan, Membership const& membership, Slots<V> slots) {
  V share(1.0f);
  for (std::uint32_t i = membership.overlaps.first;
       i < membership.overlaps.first + membership.overlaps.count; ++i) {
    share = share - slots[plan.overlap_slots()[i]];
  }
  return saturate(share);  // shares that take all may leave a rounding below zero
}

/// accumulator[d] += weight x curve[d].
template <class V>
NAMEPLATE_HD void add_curve(Slots<V> slots, std::uint32_t accumulator, std::uint32_t curve,
                            std::uint32_t count, V weight) {
  Slots<V> const sums = slots.from(accumulator), terms = slots.from(curve);
  for (std::uint32_t d = 0; d < count; ++d) sums[d] = fma(weight, terms[d], sums[d]);
}

/// The same with a weight that changes with the date: accumulator[d] += weight x factor[d] x
/// curve[d].
template <class V>
NAMEPLATE_HD void add_changing_curve(Slots<V> slots, std::uint32_t accumulator,
                                     std::uint32_t factor, std::uint32_t curve, std::uint32_t count,
                                     V weight) {
  for (std::uint32_t d = 0; d < count; ++d) {
    slots[accumulator + d] =
        fma(weight * slots[factor + d], slots[curve + d], slots[accumulator + d]);
  }
}

/// Adds one segment of a build, whose curves are in their slots, to the totals of a scope.
template <class V>
NAMEPLATE_HD void add_to_scope(PlanView plan, Membership const& membership,
                               BuildPath<V> const& build, Slots<V> slots) {
  PlanHeader const& header = plan.header();
  V const net = net_share(plan, membership, slots);
  for (std::uint32_t m = 0; m < header.metric_count; ++m) {
    auto const [id, curve, use] = plan.metrics()[m];
    std::uint32_t const curve_slot = curve == Curve::online   ? header.online_slot
                                     : curve == Curve::supply ? header.supply_slot
                                                              : header.plan_slot;
    std::uint32_t const accumulator =
        header.accumulator_slot + (membership.scope * header.metric_count + m) * header.date_count;
    V const share = id == MetricId::gross_gw     ? V(1.0f)
                    : id == MetricId::overlap_gw ? V(1.0f) - net
                                                 : net;
    V const weight = slots[header.coefficient_slot + m] * share;
    if (is_inference_only(id)) {
      add_changing_curve(slots, accumulator, header.inference_slot, curve_slot, header.date_count,
                         weight);
    } else {
      add_curve(slots, accumulator, curve_slot, header.date_count, weight);
    }
    if (id == MetricId::co2_mt) {
      add_changing_curve(slots, accumulator, header.trend_slot, curve_slot, header.date_count,
                         build.grid_co2() * share);
    }
  }
}

/// Share of a build's compute that serves users, at every date.
template <class V>
NAMEPLATE_HD void evaluate_inference_share(PlanView plan, BuildPath<V> const& build,
                                           Slots<V> slots) {
  PlanHeader const& header = plan.header();
  V const share = build.value(ParameterId::inference_share);
  V const per_year = build.value(ParameterId::inference_share_trend);
  for (std::uint32_t d = 0; d < header.date_count; ++d) {
    slots[header.inference_slot + d] = saturate(fma(per_year, V(plan.dates()[d].years), share));
  }
}

/// Sets the path's given slot to 0 unless the build's condition holds.
template <class V>
NAMEPLATE_HD void check_condition(PlanView plan, BuildRecord const& build,
                                  BuildTerms<V> const& terms, Slots<V> slots) {
  V all_built(1.0f);
  for (std::uint32_t s = build.segments.first; s < build.segments.first + build.segments.count;
       ++s) {
    Range const phases = plan.segments()[s].phases;
    for (std::uint32_t i = phases.first; i < phases.first + phases.count; ++i) {
      all_built =
          select(completes(plan.phases()[i], terms.completion_shift, slots), all_built, V(0.0f));
    }
  }
  V& given = slots[plan.header().given_slot];
  given = given * (build.condition == Condition::all_built ? all_built : V(1.0f) - all_built);
}

template <class V, class Draws>
NAMEPLATE_HD void evaluate_build(PlanView plan, BuildRecord const& build, Draws const& draws,
                                 Slots<V> slots) {
  PlanHeader const& header = plan.header();
  draw_variables(plan, build.groups, draws, slots);
  for (std::uint32_t i = 0; i < build.mixes.count; ++i)
    evaluate_mix(plan, plan.mixes()[build.mixes.first + i], slots);
  BuildPath<V> const path(build, slots);
  if (header.needs_inference != 0) evaluate_inference_share(plan, path, slots);
  BuildTerms<V> const terms{build.contract_usd > 0.0f ? path.contract_mw() : V(0.0f),
                            slots[build.completion_shift_slot]};
  if (build.condition != Condition::none) check_condition(plan, build, terms, slots);
  for (std::uint32_t s = build.segments.first; s < build.segments.first + build.segments.count;
       ++s) {
    Segment const& segment = plan.segments()[s];
    segment_curves(plan, segment, terms, slots);
    for (std::uint32_t m = 0; m < header.metric_count; ++m) {
      slots[header.coefficient_slot + m] =
          path.coefficient(plan, plan.metrics()[m], segment.mix_slot);
    }
    for (std::uint32_t i = build.memberships.first;
         i < build.memberships.first + build.memberships.count; ++i) {
      add_to_scope(plan, plan.memberships()[i], path, slots);
    }
  }
}

/// What holds for a total and not for its parts: the peaks of several sites do not coincide.
template <class V>
NAMEPLATE_HD void finish_scopes(PlanView plan, Slots<V> slots) {
  PlanHeader const& header = plan.header();
  for (std::uint32_t m = 0; m < header.metric_count; ++m) {
    if (plan.metrics()[m].id != MetricId::peak_gw) continue;
    for (std::uint32_t s = 0; s < header.scope_count; ++s) {
      if (plan.scopes()[s].build_count < 2) continue;
      std::uint32_t const first =
          header.accumulator_slot + (s * header.metric_count + m) * header.date_count;
      for (std::uint32_t d = 0; d < header.date_count; ++d) {
        slots[first + d] = slots[first + d] * slots[header.coincidence_slot];
      }
    }
  }
}

/// What the output is on any path; NaN where a ratio has no denominator.
template <class V>
NAMEPLATE_HD V unconditional_value(Output const& output, Slots<V> slots) {
  V const a = slots[output.a];
  if (output.kind == OutputKind::value) return a;
  V const b = slots[output.b];
  if (output.kind == OutputKind::difference) return a - b;
  return select(b > V(0.0f), a / b, V(__builtin_nanf("")));
}

/// Value of an output; NaN where it has none, as on paths that do not meet the conditions.
template <class V>
NAMEPLATE_HD V output_value(PlanView plan, Output const& output, Slots<V> slots) {
  V const value = unconditional_value(output, slots);
  if (plan.header().has_given == 0) return value;
  return select(slots[plan.header().given_slot] > V(0.0f), value, V(__builtin_nanf("")));
}

/// Evaluates the path of `draws`, from which draw_variables fills the slots of variables, and hands
/// each output to `sink(index, value)`. \pre fill_constants was called on `slots`, which has
/// header().slot_count entries
template <class V, class Draws, class Sink>
NAMEPLATE_HD void evaluate_draws(PlanView plan, Draws const& draws, Slots<V> slots, Sink&& sink) {
  PlanHeader const& header = plan.header();
  draw_variables(plan, header.shared_groups, draws, slots);
  for (std::uint32_t i = 0; i < header.shared_mixes.count; ++i) {
    evaluate_mix(plan, plan.mixes()[header.shared_mixes.first + i], slots);
  }
  if (header.needs_trend != 0) evaluate_trend(plan, slots);
  if (header.has_given != 0) slots[header.given_slot] = V(1.0f);
  std::uint32_t const accumulators = header.scope_count * header.metric_count * header.date_count;
  for (std::uint32_t i = 0; i < accumulators; ++i) slots[header.accumulator_slot + i] = V(0.0f);
  for (std::uint32_t b = 0; b < header.build_count; ++b)
    evaluate_build(plan, plan.builds()[b], draws, slots);
  finish_scopes(plan, slots);
  for (std::uint32_t o = 0; o < header.output_count; ++o)
    sink(o, output_value(plan, plan.outputs()[o], slots));
}

/// Evaluates path `path` (and the next ones in the further lanes); else as evaluate_draws.
template <class V, class Sink>
NAMEPLATE_HD void evaluate_path(PlanView plan, std::uint64_t seed, std::uint64_t path,
                                Slots<V> slots, Sink&& sink) {
  evaluate_draws(plan, PathDraws<DrawWordOf<V>>(seed, path), slots, sink);
}

}  // namespace NAMEPLATE_ISA
}  // namespace nameplate
