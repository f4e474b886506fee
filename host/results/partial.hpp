#pragma once

#include <string>

#include "host/language/language.hpp"
#include "nameplate/run.hpp"

namespace nameplate {

/// "500 to 999, 2,000 to 2,999": the first few spans, then how many more there are.
std::string paths_text(PathSet const& paths, Language const& say = Language::english());

/// The line of a table that says how much of what was asked is missing; none if nothing is.
std::string partial_text(RunOptions const& options, PathSet const& missing, Language const& say);

}  // namespace nameplate
