#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "nameplate/run.hpp"

namespace nameplate {

/// Which paths to run, and the file that keeps what is done, as written.
struct ResumeArguments {
  std::string first_path = "0", file, every_seconds;
  bool is_resumed = false;
};

/// --first-path, --checkpoint, --checkpoint-every, --resume. `arguments` outlives the command.
void add_resume_options(CLI::App& command, ResumeArguments& arguments);

/// All but --first-path.
void add_checkpoint_options(CLI::App& command, ResumeArguments& arguments);

/// Sets the first path and the time between two states that are kept. \throws InputError naming the
/// option
void apply(ResumeArguments const& arguments, RunOptions& options);

}  // namespace nameplate
