#pragma once

#include <string_view>

namespace nameplate {

/// Writes to standard output. \throws RunError if not all of it could be written
void print_output(std::string_view text);

}  // namespace nameplate
