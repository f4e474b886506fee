#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "nameplate/error.hpp"

namespace nameplate {

/// What is wrong with a command line that `program` could not parse, with the nearest known name
/// and where to read more.
InputError usage_error(CLI::App const& program, CLI::ParseError const& error);

}  // namespace nameplate
