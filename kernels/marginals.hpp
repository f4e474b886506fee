#pragma once

#include "kernels/math.hpp"
#include "kernels/plan_view.hpp"

/// Quantile functions, as compiled from the catalog's laws.
namespace nameplate {
inline namespace NAMEPLATE_ISA {

/// The table of cubic pieces `cells` at t. Beyond the grid its end values hold.
template <class V>
NAMEPLATE_HD V table_value(Cell const* cells, V t) {
  V const position =
      saturate(fma(t, V(0.5f / table_z), V(0.5f))) * V(static_cast<float>(table_cells));
  UIntOf<V> cell;
  V const fraction = position - round_to_index(position - V(0.5f), cell);
  V c[4];
  gather4(cells[0].c, cell, c);
  return fma(fma(fma(c[3], fraction, c[2]), fraction, c[1]), fraction, c[0]);
}

/// base + sum of slope_i max(Phi(t) - p_i, 0). The plan's first table is Phi.
template <class V>
NAMEPLATE_HD V hinges_value(PlanView plan, Marginal const& m, V t) {
  V const u = table_value(plan.cells(), t);
  V x(m.base);
  for (std::uint32_t i = 0; i < m.pieces.count; ++i) {
    Knot const knot = plan.knots()[m.pieces.first + i];
    V const beyond = u - V(knot.at);
    x = fma(V(knot.value), select(beyond > V(0.0f), beyond, V(0.0f)), x);
  }
  return x;
}

template <class V>
NAMEPLATE_HD V steps_value(PlanView plan, Marginal const& m, V t) {
  V x(m.base);
  for (std::uint32_t i = 0; i < m.pieces.count; ++i) {
    Knot const knot = plan.knots()[m.pieces.first + i];
    x = select(t >= V(knot.at), V(knot.value), x);
  }
  return x;
}

/// Value of a `word_steps` law.
template <class V>
NAMEPLATE_HD V word_steps_value(PlanView plan, Marginal const& m, UIntOf<V> word) {
  V x(m.base);
  for (std::uint32_t i = 0; i < m.pieces.count; ++i) {
    Knot const knot = plan.knots()[m.pieces.first + i];
    x = select(at_least(word, UIntOf<V>(bits(knot.at))), V(knot.value), x);
  }
  return x;
}

template <class V>
NAMEPLATE_HD V unclipped_quantile(PlanView plan, Marginal const& m, V t) {
  switch (m.kind) {
    case MarginalKind::lognormal:
      return Math<V>::exp2(t) + V(m.base);
    case MarginalKind::table:
      return table_value(plan.cells() + m.pieces.first, t);
    case MarginalKind::hinges:
      return hinges_value(plan, m, t);
    case MarginalKind::steps:
      return steps_value(plan, m, t);
    default:
      return t;
  }
}

/// The law's value at t. \pre the law is not `word_steps`
template <class V>
NAMEPLATE_HD V quantile(PlanView plan, Marginal const& m, V t) {
  V const x = unclipped_quantile(plan, m, t);
  if (m.is_clipped == 0) return x;
  V const from_below = select(x < V(m.clip_min), V(m.clip_min), x);
  return select(from_below > V(m.clip_max), V(m.clip_max), from_below);
}

}  // namespace NAMEPLATE_ISA
}  // namespace nameplate
