#pragma once

#include "kernels/math.hpp"
#include "kernels/plan_view.hpp"

/// Metrics that the catalog defines by formulas, as the steps that they were compiled to.
///
/// A step has a value or it has none, which is a NaN and goes through all that reads it: what is
/// divided by zero, the logarithm or a root of what has none, and whatever a float cannot hold.
/// Nothing is put to a limit instead. Results below the smallest normal float may round to zero.
namespace nameplate {
inline namespace NAMEPLATE_ISA {

template <class V>
NAMEPLATE_HD V no_value() {
  return V(__builtin_nanf(""));
}

/// x where it is a finite number.
template <class V>
NAMEPLATE_HD V where_finite(V x) {
  return select(x - x == V(0.0f), x, no_value<V>());
}

/// 2^(t + rest), |rest| small; none where t is 125 or more, zero where it is -125 or less.
template <class V>
NAMEPLATE_HD V raise_two(V t, V rest) {
  constexpr float limit = 125.0f;  // of Math::exp2
  V const held = select(t > V(-limit), select(t < V(limit), t, V(0.0f)), V(0.0f));
  V const whole = Math<V>::exp2(held);
  V const value = fma(whole * rest, V(0.693147182f), whole);
  V const below_limit = select(t < V(limit), value, no_value<V>());
  return select(t > V(-limit), below_limit, select(t == t, V(0.0f), no_value<V>()));
}

/// e^x. The product with log2(e) is kept in two parts, for its rounding would grow with x.
template <class V>
NAMEPLATE_HD V exponential(V x) {
  V const log2_e(1.44269502f), log2_e_rest(1.92596303e-08f);
  V const t = x * log2_e;
  return raise_two(t, fma(x, log2_e_rest, fma(x, log2_e, V(0.0f) - t)));
}

/// log2(x) for x > 0, denormals too.
template <class V>
NAMEPLATE_HD V log2_of_any(V x) {
  MaskOf<V> const is_tiny = x < V(0x1p-126f);
  V const scaled = select(is_tiny, x * V(0x1p24f), x);
  return Math<V>::log2(scaled) - select(is_tiny, V(24.0f), V(0.0f));
}

template <class V>
NAMEPLATE_HD V logarithm(V x) {
  return select(x > V(0.0f), log2_of_any(x) * V(0.693147182f), no_value<V>());
}

/// x^exponent: none where x is negative, or zero and the exponent not positive.
template <class V>
NAMEPLATE_HD V raise(V x, V exponent) {
  V const of_zero = select(exponent > V(0.0f), V(0.0f), no_value<V>());
  V const otherwise = select(x == V(0.0f), of_zero, no_value<V>());
  return select(x > V(0.0f), raise_two(exponent * log2_of_any(x), V(0.0f)), otherwise);
}

/// `yes` where a < b, `no` where a >= b, none where one of them has no value.
template <class V>
NAMEPLATE_HD V where_less(V a, V b, V yes, V no) {
  return select(a < b, yes, select(a >= b, no, no_value<V>()));
}

/// Result of a step whose operands are read by `at`.
template <class V, class At>
NAMEPLATE_HD V step_value(FormulaStep const& step, At const& at) {
  V const a = at(step.a);
  switch (step.op) {
    case FormulaOp::add:
      return a + at(step.b);
    case FormulaOp::subtract:
      return a - at(step.b);
    case FormulaOp::multiply:
      return a * at(step.b);
    case FormulaOp::divide:
      return a / where_finite(at(step.b));
    case FormulaOp::minimum:
      return where_less(a, at(step.b), a, at(step.b));
    case FormulaOp::maximum:
      return where_less(a, at(step.b), at(step.b), a);
    case FormulaOp::less:
      return where_less(a, at(step.b), V(1.0f), V(0.0f));
    case FormulaOp::at_most:
      return where_less(at(step.b), a, V(0.0f), V(1.0f));
    case FormulaOp::choose:
      return where_less(V(0.5f), a, at(step.b), at(step.c));
    case FormulaOp::exponential:
      return exponential(a);
    case FormulaOp::logarithm:
      return logarithm(a);
    case FormulaOp::root:
      return select(a >= V(0.0f), square_root(a), no_value<V>());
    case FormulaOp::power:
      return raise(a, at(step.b));
  }
  return no_value<V>();
}

/// Writes the results of all formulas, for every scope and date. \pre metrics are in their slots
template <class V>
NAMEPLATE_HD void evaluate_formulas(PlanView plan, Slots<V> slots) {
  PlanHeader const& header = plan.header();
  for (std::uint32_t scope = 0; scope < header.scope_count; ++scope) {
    for (std::uint32_t date = 0; date < header.date_count; ++date) {
      auto const at = [&](FormulaPlace const& place) -> V& {
        std::uint32_t const own = place.scope_stride != 0 ? scope * place.scope_stride + date : 0;
        return slots[place.slot + own];
      };
      NAMEPLATE_NO_UNROLL
      for (std::uint32_t i = 0; i < header.formula_step_count; ++i) {
        FormulaStep const& step = plan.formula_steps()[i];
        at(step.result) = where_finite(step_value<V>(step, at));
      }
    }
  }
}

}  // namespace NAMEPLATE_ISA
}  // namespace nameplate
