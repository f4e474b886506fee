#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

namespace nameplate {

/// What the last word of a command line that is being typed can be.
struct TypedLine {
  CLI::App const* command = nullptr;      ///< the innermost that is named before it
  CLI::Option const* value_of = nullptr;  ///< option or argument of which it can be a value
  bool must_be_value = false;             ///< of that option, which has none yet
  std::string typed;                      ///< so far; of "--option=value" the value
  std::string kept;                       ///< what stands before it in the word: "--option="
  std::string kind;                       ///< value of the argument KIND, if there is one
  std::string catalog;                    ///< value of an option or argument CATALOG
};

/// Reads the words after the program's name, as far as they make sense.
TypedLine read_typed_line(CLI::App const& program, std::vector<std::string> const& words);

}  // namespace nameplate
