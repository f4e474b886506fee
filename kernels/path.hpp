#pragma once

#include "kernels/chain.hpp"
#include "kernels/copula.hpp"
#include "kernels/formula.hpp"
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

/// total[d] += weight x curve[d].
template <class V>
NAMEPLATE_HD void add_curve(Slots<V> total, Slots<V> curve, std::uint32_t count, V weight) {
  for_each_in_rows(
      count, [=](V& sum, V const& at) { sum = fma(weight, at, sum); }, total, curve);
}

/// The same with a weight that changes with the date: total[d] += weight x factor[d] x curve[d].
template <class V>
NAMEPLATE_HD void add_changing_curve(Slots<V> total, Slots<V> factor, Slots<V> curve,
                                     std::uint32_t count, V weight) {
  for_each_in_rows(
      count, [=](V& sum, V const& changing, V const& at) { sum = fma(weight * changing, at, sum); },
      total, factor, curve);
}

template <class V>
NAMEPLATE_HD V counted_share(Share share, V net) {
  return share == Share::net ? net : share == Share::whole ? V(1.0f) : V(1.0f) - net;
}

/// Adds one segment of a build, whose curves and coefficients are in their slots, to the totals of
/// a scope.
template <class V>
NAMEPLATE_HD void add_to_scope(PlanView plan, Membership const& membership, Slots<V> slots) {
  PlanHeader const& header = plan.header();
  std::uint32_t const dates = header.date_count;
  V const net = net_share(plan, membership, slots);
  std::uint32_t const totals =
      header.accumulator_slot + membership.scope * header.metric_count * dates;
  for (std::uint32_t t = 0; t < header.term_count; ++t) {
    Term const term = plan.terms()[t];
    V const weight = slots[term.coefficient_slot] * counted_share(term.share, net);
    Slots<V> const total = slots + (totals + term.metric * dates), curve = slots + term.curve_slot;
    if (term.factor_slot == 0) {
      add_curve(total, curve, dates, weight);
    } else {
      add_changing_curve(total, slots + term.factor_slot, curve, dates, weight);
    }
  }
}

/// Writes the coefficients of a segment of a build. The first segment makes all of them; a further
/// one those that its mix changes.
template <class V>
NAMEPLATE_HD void write_coefficients(PlanView plan, BuildPath<V> const& build, bool is_first,
                                     std::uint32_t mix_slot, Slots<V> slots) {
  PlanHeader const& header = plan.header();
  for (std::uint32_t m = 0; m < header.metric_count; ++m) {
    MetricRecord const metric = plan.metrics()[m];
    if (!is_first && metric.reads_mix == 0) continue;
    slots[header.coefficient_slot + m] = build.coefficient(plan, metric, mix_slot);
  }
  if (is_first && header.needs_trend != 0) slots[header.grid_co2_slot] = build.grid_co2();
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
    write_coefficients(plan, path, s == build.segments.first, segment.mix_slot, slots);
    for (std::uint32_t i = build.memberships.first;
         i < build.memberships.first + build.memberships.count; ++i) {
      add_to_scope(plan, plan.memberships()[i], slots);
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
  if (header.formula_step_count != 0) evaluate_formulas(plan, slots);
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
