#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "host/language/language.hpp"
#include "nameplate/samples.hpp"
#include "nameplate/summary.hpp"

namespace nameplate {

/// The quantiles that joint exceedances are counted at, in the order of JointExceedance::events.
struct JointLevel {
  Side side;
  double p;
};
inline constexpr std::array<JointLevel, 4> joint_levels = {
    {{Side::low, 0.01}, {Side::low, 0.05}, {Side::high, 0.95}, {Side::high, 0.99}}};

/// What joint exceedances need to know of one output.
struct JointOutput {
  float least_value = 0;  // what is lower, or NaN, is no value
  std::array<double, joint_levels.size()> quantiles = {};
};

/// Every pair of outputs. Runs on the CPU, with the threads of `options`.
/// \pre outputs.size() == samples.outputs
std::vector<JointExceedance> joint_exceedances(Samples const& samples,
                                               std::span<JointOutput const> outputs,
                                               RunOptions const& options);

/// Why an exact summary has no pairs; empty if it has.
std::string joint_obstacle(Summary const& summary, Language const& say = Language::english());

}  // namespace nameplate
