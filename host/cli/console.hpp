#pragma once

#include <string>
#include <string_view>

namespace nameplate {

/// Writes to standard output. \throws RunError if not all of it could be written
void print_output(std::string_view text);

/// Writes a line to standard error, over the progress bar if there is one; not one that it has
/// written before.
void print_notice(std::string const& text);

}  // namespace nameplate
