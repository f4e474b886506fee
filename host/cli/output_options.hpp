#pragma once

#include <CLI/CLI.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/results/output_file.hpp"

namespace nameplate {

/// How to write results and where to, as written.
struct OutputArguments {
  std::string format = "table", file, language = "en";
  bool is_silent = false;  // another process writes
};

/// --lang, of tables. `code` outlives the command.
void add_language_option(CLI::App& command, std::string& code);

/// --format (one of `formats`, the first unless given), --lang and -o. `arguments` outlives the
/// command.
void add_output_options(CLI::App& command, OutputArguments& arguments,
                        std::vector<std::string> const& formats);

/// Position of the format among `formats`. \throws InputError
std::size_t format_of(OutputArguments const& arguments, std::vector<std::string> const& formats);

/// Where results go: a file, standard output, or nowhere. Made before a run, so that a name that
/// cannot be written is known at once.
class Destination {
 public:
  /// \throws RunError if the file cannot be created
  explicit Destination(OutputArguments const& arguments);

  /// Once. \throws RunError
  void write(std::string_view text);

 private:
  std::optional<OutputFile> file_;
  bool is_silent_;
};

}  // namespace nameplate
