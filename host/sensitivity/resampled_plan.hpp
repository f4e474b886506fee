#pragma once

#include <cstddef>
#include <vector>

#include "host/sensitivity/conditional_factors.hpp"
#include "host/sensitivity/draw_tables.hpp"
#include "nameplate/plan.hpp"

namespace nameplate {

/// Marks variables of a plan, by index.
using VariableSet = std::vector<bool>;

/// Plans for global sensitivity analysis, made from one plan: their paths share chosen inputs with
/// the original's paths of the same number (pick-freeze). They have its outputs and run as it does.
class ResampledPlans {
 public:
  /// \param plan outlives this
  explicit ResampledPlans(Plan const& plan);

  /// The variables in `frozen` keep their values; the others are drawn anew, from their
  /// distribution given these values. Factors are no inputs here: they are what makes inputs depend
  /// on each other. \pre `frozen` has all variables of one random word or none
  Plan given_inputs(VariableSet const& frozen) const;

  /// Here the factors are inputs, and of the other variables only the part of their own: those in
  /// `frozen` keep it.
  Plan given_factors(VariableSet const& frozen) const;

  /// The variables in `chosen` are at the same quantile of their laws on every path: that of the
  /// standard normal value z.
  Plan fixed_at(VariableSet const& chosen, double z) const;

  /// Whether something loads on factors, so that inputs which are no factors depend on each other.
  bool has_loaded_draws() const { return !factors_.loaded.empty(); }
  /// Whether the factors depend on each other.
  bool has_correlated_factors() const { return !factors_.lower.isDiagonal(); }

  /// Random numbers behind the variables, one for each random word, by the first variable that has
  /// it.
  std::vector<std::size_t> const& draws() const { return draws_; }

  /// A plan whose outputs are the standard normal variables behind these variables.
  Plan normal_variables(std::vector<std::size_t> const& variables) const;

 private:
  Plan const& plan_;
  DrawTables tables_;
  FactorModel factors_;
  std::vector<std::size_t> draws_;
};

}  // namespace nameplate
