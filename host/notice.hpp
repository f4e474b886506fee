#pragma once

#include <string>

#include "nameplate/run.hpp"

namespace nameplate {

/// Calls the `notice` of the options, if there is one. Thread-safe.
void notify(RunOptions const& options, std::string const& text);

}  // namespace nameplate
