#pragma once

#include <set>
#include <string>
#include <vector>

#include "kernels/parameters.hpp"
#include "nameplate/plan.hpp"

namespace nameplate {

/// A parameter, a law of uses or an input ("inputs.NAME") that a request's outputs depend on and
/// that is not known exactly.
struct UncertainParameter {
  std::string name, unit;
  double min = -no_limit, max = no_limit;  // allowed values
  bool min_exclusive = false;
  std::set<Distribution const*> laws;  // of the catalog: the uncertain ones in use
};

/// Those of the first scope of `request`, in the order of ParameterId; uses and inputs last. The
/// catalog outlives them. \throws InputError as `compile` does
std::vector<UncertainParameter> uncertain_parameters(Catalog const& catalog,
                                                     Request const& request);

}  // namespace nameplate
