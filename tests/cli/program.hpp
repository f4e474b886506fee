#pragma once

#include <string>

namespace nameplate {

/// What a run of the program gave.
struct Outcome {
  int exit_code = -1;
  std::string output, errors;  // standard output and standard error
};

/// Runs `nameplate ARGUMENTS` (words of the shell) in the folder of these tests, where small.toml
/// lies.
Outcome run_program(std::string const& arguments);

}  // namespace nameplate
