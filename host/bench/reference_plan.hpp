#pragma once

#include <string>
#include <string_view>

#include "nameplate/catalog.hpp"
#include "nameplate/plan.hpp"

/// R20, the plan that `nameplate bench` times: built into the program, so that results from
/// anywhere are of the same work. 20 builds of 3 phases, 6 correlated factors; a yardstick, not a
/// forecast.
namespace nameplate {

/// The text of its catalog: bench/plans/r20.toml.
std::string_view r20_text();

Catalog r20_catalog();

/// What is asked of it: 6 metrics at 11 dates.
Request r20_request();

struct BenchPlans {
  Plan plan;         // r20_request of r20_catalog
  Plan alternative;  // the same with six months' delay of one build
  Plan one_output;   // only its facility power, in one year: for exact sorts
};

BenchPlans bench_plans();

}  // namespace nameplate
