#pragma once

#include "nameplate/plan.hpp"

namespace nameplate {

/// Arithmetic operations of a plan's path, as mean over some paths: every + - x / sqrt, fused
/// multiply-add, comparison, selection, conversion and bit operation on a value of the path counts
/// one, the 64-bit product of the generator two; what is the same on every path, and moves of data,
/// none. They are counted by running the model on a value type that counts.
struct PathOperations {
  double draws = 0;  // of all variables
  double chain = 0;  // from the variables to the outputs
  double tally = 0;  // of the outputs
};

PathOperations count_operations(Plan const& plan);

}  // namespace nameplate
