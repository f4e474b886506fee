#pragma once

#include <string>
#include <vector>

#include "host/sensitivity/resampled_plan.hpp"
#include "nameplate/sensitivity.hpp"

namespace nameplate {

/// Where factors are inputs: what is left of the other variables.
inline constexpr char const* own_draws = "own draws";

/// Inputs of an analysis as sets of a plan's variables.
struct InputGroups {
  std::vector<SensitivityInput> inputs;         // in the order of their first variables
  std::vector<VariableSet> variables;           // by input
  std::vector<std::vector<std::size_t>> draws;  // by input: the first variables of its random words
};

InputGroups input_groups(Plan const& plan, Grouping grouping,
                         std::vector<std::size_t> const& draws);

}  // namespace nameplate
