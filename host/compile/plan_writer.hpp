#pragma once

#include <map>
#include <string>
#include <vector>

#include "host/compile/builds.hpp"
#include "host/compile/outputs.hpp"
#include "host/compile/values.hpp"
#include "nameplate/plan.hpp"

namespace nameplate {

/// The values of a use, which all builds share.
struct PlannedUse {
  ValueRef tokens_per_use, uses_per_user_day, peak_to_mean;
};

/// What formulas read besides metrics.
struct PlannedFormulas {
  std::map<std::string, ValueRef> inputs;
  std::map<double, ValueRef> constants;
};

/// What a plan is written from, before slots are numbered.
struct PlannedModel {
  std::vector<PlannedBuild> builds;
  std::vector<PlannedMix> shared_mixes;
  std::map<std::string, PlannedUse> uses;  // those that some asked metric counts users of
  PlannedFormulas formulas;
  ValueRef trend, coincidence;
};

/// Numbers the slots and writes the records.
Plan write_plan(Asked const& asked, Values const& values, PlannedModel const& model);

}  // namespace nameplate
