#pragma once

#include <CLI/CLI.hpp>

namespace nameplate {

/// \throws InputError on what is wrong with a command line that `program` could not parse, with the
/// nearest known name and where to read more
[[noreturn]] void refuse_usage(CLI::App const& program, CLI::ParseError const& error);

}  // namespace nameplate
