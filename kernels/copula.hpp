#pragma once

#include "kernels/marginals.hpp"
#include "kernels/sobol.hpp"

/// Gaussian copula: every variable is z = sum of loadings + residual x own draw, then its law's
/// quantile function. Factors are variables too, each loaded on those before it (their regression),
/// so nothing here knows of them.
namespace nameplate {
inline namespace NAMEPLATE_ISA {

/// Value of a variable from its own normal draw and the values that it is loaded on.
template <class V>
NAMEPLATE_HD V variable_value(PlanView plan, Variable const& variable, V own_draw, Slots<V> slots) {
  V t = fma(own_draw, V(variable.residual), V(variable.offset));
  Loading const* const loadings = plan.loadings() + variable.loadings.first;
  NAMEPLATE_NO_UNROLL
  for (std::uint32_t k = 0; k < variable.loadings.count; ++k) {
    Loading const loading = loadings[k];
    t = fma(V(loading.weight), slots[loading.slot], t);
  }
  return quantile(plan, variable.marginal, t);
}

/// Where draws are made in passes (RealTraits): draws variables and sets their slots some time
/// later. From counter to value is one long chain of dependent operations, and a core gets faster
/// through one kind of work for several variables than through all of it for each.
template <class V>
class DrawnVariables {
 public:
  NAMEPLATE_HD void add(PlanView plan, DrawGroup const& group, PhiloxBlock<UIntOf<V>> const& block,
                        Slots<V> slots) {
    Variable const* variable = plan.variables() + group.variables.first;
    Variable const* const end = variable + group.variables.count;
    NAMEPLATE_UNROLL
    for (std::uint32_t w = 0; w < 4; ++w) {  // so that the words stay in registers
      for (; variable != end && variable->word == w; ++variable) {
        if (variable->marginal.kind == MarginalKind::word_steps) {
          slots[variable->slot] = word_steps_value<V>(plan, variable->marginal, block.word[w]);
          continue;
        }
        if (count_ == capacity) finish(plan, slots);
        variables_[count_] = variable;
        draws_[count_] = from_bits(block.word[w]);
        ++count_;
      }
    }
  }

  /// Sets the slots of the variables since the last call, in order.
  void finish(PlanView plan, Slots<V> slots) {
    std::uint32_t i = 0;
    for (; i + batch <= count_; i += batch) make_normal<BatchOf<V>>(i);
    for (; i < count_; ++i) make_normal<V>(i);
    for (i = 0; i < count_; ++i)
      slots[variables_[i]->slot] = variable_value(plan, *variables_[i], draws_[i], slots);
    count_ = 0;
  }

 private:
  static constexpr std::uint32_t capacity = 16;
  static constexpr std::uint32_t batch = sizeof(BatchOf<V>) / sizeof(V);

  template <class T>
  void make_normal(std::uint32_t at) {
    T& draw = *reinterpret_cast<T*>(draws_ + at);
    draw = Math<T>::normal_quantile(bits(draw));
  }

  std::uint32_t count_ = 0;
  Variable const* variables_[capacity];
  V draws_[capacity];  // random words, then normal variables
};

/// Word `index` of a block. Indexing would put the block in a GPU's local memory.
template <class U>
NAMEPLATE_HD U word_of(PhiloxBlock<U> const& block, std::uint32_t index) {
#if defined(__CUDA_ARCH__)
  U const even = (index & 2) != 0 ? block.word[2] : block.word[0];
  U const odd = (index & 2) != 0 ? block.word[3] : block.word[1];
  return (index & 1) != 0 ? odd : even;
#else
  return block.word[index];
#endif
}

/// Sets the slots of a group's variables to their values.
template <class V>
NAMEPLATE_HD void draw_group(PlanView plan, DrawGroup const& group,
                             PhiloxBlock<UIntOf<V>> const& block, Slots<V> slots) {
  for (std::uint32_t i = 0; i < group.variables.count; ++i) {
    Variable const variable = plan.variables()[group.variables.first + i];
    UIntOf<V> const word = word_of(block, variable.word);
    slots[variable.slot] =
        variable.marginal.kind == MarginalKind::word_steps
            ? word_steps_value<V>(plan, variable.marginal, word)
            : variable_value(plan, variable, Math<V>::normal_quantile(word), slots);
  }
}

/// Draws the variables of `groups` into their slots, in order.
template <class V>
NAMEPLATE_HD void draw_variables(PlanView plan, Range groups, PathDraws<DrawWordOf<V>> const& draws,
                                 Slots<V> slots) {
  if constexpr (!RealTraits<V>::draws_in_passes) {
    for (std::uint32_t g = groups.first; g < groups.first + groups.count; ++g) {
      DrawGroup const group = plan.groups()[g];
      draw_group(plan, group, draw_words<V>(plan, g, draws), slots);
    }
  } else {
    DrawnVariables<V> drawn;
    for (std::uint32_t g = groups.first; g < groups.first + groups.count; ++g) {
      drawn.add(plan, plan.groups()[g], draw_words<V>(plan, g, draws), slots);
    }
    drawn.finish(plan, slots);
  }
}

}  // namespace NAMEPLATE_ISA
}  // namespace nameplate
