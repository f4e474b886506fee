#pragma once

#include <string>

#include "nameplate/path_set.hpp"

namespace nameplate {

/// "500 to 999, 2,000 to 2,999": the first few spans, then how many more there are.
std::string paths_text(PathSet const& paths);

}  // namespace nameplate
