#pragma once

#include <CLI/CLI.hpp>
#include <vector>

/// The commands and options that are for people: those of no group are hidden, by CLI11's rule.
namespace nameplate {

/// In the order of the help.
std::vector<CLI::App const*> shown_commands(CLI::App const& command);

/// Arguments without a name, in order.
std::vector<CLI::Option const*> shown_arguments(CLI::App const& command);

/// Options with a name, in order.
std::vector<CLI::Option const*> shown_options(CLI::App const& command);

}  // namespace nameplate
