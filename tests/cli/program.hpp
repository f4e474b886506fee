#pragma once

#include <string>

namespace nameplate {

/// What a run of the program gave.
struct Outcome {
  int exit_code = -1;
  std::string output, errors;  // standard output and standard error
};

/// Runs `nameplate ARGUMENTS` (words of the shell) in the folder of these tests, where small.toml
/// lies. `setup`: shell commands that go before it, such as "ulimit -v 100000".
Outcome run_program(std::string const& arguments, std::string const& setup = ":");

/// Of a report in JSON what no machine changes: all but the key `run`.
std::string results_of(std::string const& json);

}  // namespace nameplate
