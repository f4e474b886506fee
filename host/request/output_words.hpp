#pragma once

#include <string>
#include <vector>

#include "nameplate/plan.hpp"

namespace nameplate {

/// Puts what the values of `option` ask for into the request: "METRIC" or "METRIC@DATE". \throws
/// InputError if they name different dates, or one next to those that the request has
void set_outputs(std::string const& option, std::vector<std::string> const& values,
                 Request& request);

}  // namespace nameplate
