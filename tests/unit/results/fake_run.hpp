#pragma once

#include <vector>

#include "nameplate/plan.hpp"
#include "nameplate/samples.hpp"
#include "nameplate/tallies.hpp"

/// Tallies of made-up values, without a catalog or a model.
namespace nameplate {

/// How the made-up outputs are tallied: magnitudes in [2^min_exponent, 2^max_exponent).
struct FakeOutput {
  int min_exponent = -10;
  int max_exponent = 20;
  bool is_signed = false;
  OutputLabel label = {};
};

/// A plan of nothing but outputs.
Plan fake_plan(std::vector<FakeOutput> const& outputs);

/// Tallies `values[output][path]` as the executors do. \pre as many values for each output
Tallies tally(Plan const& plan, std::vector<std::vector<float>> const& values);

/// The same values as samples.
Samples samples_of(std::vector<std::vector<float>> const& values);

}  // namespace nameplate
