#pragma once

#include "kernels/marginals.hpp"
#include "kernels/philox.hpp"

/// Gaussian copula: every variable is z = sum of loadings + residual x own draw, then its law's
/// quantile function. Factors are variables too, each loaded on those before it (their regression),
/// so nothing here knows of them.
namespace nameplate {
inline namespace NAMEPLATE_ISA {

/// Value of a variable from its own normal draw and the values that it is loaded on.
template <class V>
NAMEPLATE_HD V variable_value(PlanView plan, Variable const& variable, V own_draw, Slots<V> slots) {
  V t = fma(own_draw, V(variable.residual), V(variable.offset));
  for (std::uint32_t k = 0; k < variable.loadings.count; ++k) {
    Loading const loading = plan.loadings()[variable.loadings.first + k];
    t = fma(V(loading.weight), slots[loading.slot], t);
  }
  return quantile(plan, variable.marginal, t);
}

/// Puts what is left to do in passes of its own: from counter to value is one long chain of
/// dependent operations, and a CPU's window holds more of the short chains at once. The variables'
/// slots hold their random words.
template <class V>
NAMEPLATE_HD void finish_variables(PlanView plan, std::uint32_t begin, std::uint32_t end,
                                   Slots<V> slots) {
  for (std::uint32_t i = begin; i < end; ++i) {
    Variable const& variable = plan.variables()[i];
    if (variable.marginal.kind == MarginalKind::word_steps) continue;
    slots[variable.slot] = Math<V>::normal_quantile(bits(slots[variable.slot]));
  }
  for (std::uint32_t i = begin; i < end; ++i) {
    Variable const& variable = plan.variables()[i];
    if (variable.marginal.kind == MarginalKind::word_steps) continue;
    slots[variable.slot] = variable_value(plan, variable, slots[variable.slot], slots);
  }
}

/// Draws the variables of `groups` into their slots, in order.
template <class V>
NAMEPLATE_HD void draw_variables(PlanView plan, Range groups, PathDraws<DrawWordOf<V>> const& draws,
                                 Slots<V> slots) {
  std::uint32_t begin = 0, end = 0;
  for (std::uint32_t g = groups.first; g < groups.first + groups.count; ++g) {
    DrawGroup const group = plan.groups()[g];
    PhiloxBlock<UIntOf<V>> const block = draws(group.stream, group.block);
    end = group.variables.first + group.variables.count;
    for (std::uint32_t i = group.variables.first; i < end; ++i) {
      Variable const& variable = plan.variables()[i];
      UIntOf<V> const word = block.word[variable.word];
      if (variable.marginal.kind == MarginalKind::word_steps) {
        slots[variable.slot] = word_steps_value<V>(plan, variable.marginal, word);
      } else if constexpr (RealTraits<V>::lanes == 1) {
        slots[variable.slot] =
            variable_value(plan, variable, Math<V>::normal_quantile(word), slots);
      } else {
        slots[variable.slot] = from_bits(word);
      }
    }
    if (g == groups.first) begin = group.variables.first;
  }
  if constexpr (RealTraits<V>::lanes > 1) finish_variables(plan, begin, end, slots);
}

}  // namespace NAMEPLATE_ISA
}  // namespace nameplate
