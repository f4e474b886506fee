#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "nameplate/run.hpp"

namespace nameplate {

/// How much to draw and on what, as written.
struct MachineArguments {
  std::string paths = "1e6", seed = "1", threads = "0", backend = "auto", isa = "auto";
  bool is_quiet = false;
  Team* team = nullptr;  // that the process is in
};

/// --paths, --seed, --threads, --backend, --isa, --quiet. `arguments` outlives the command.
void add_machine_options(CLI::App& command, MachineArguments& arguments);

/// --threads, --backend, --isa and --quiet alone.
void add_device_options(CLI::App& command, MachineArguments& arguments);

/// \throws InputError naming the option
RunOptions options_of(MachineArguments const& arguments);

}  // namespace nameplate
