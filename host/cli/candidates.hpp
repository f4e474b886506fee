#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace nameplate {

/// A word that may stand at the end of a command line that is being typed.
struct Candidate {
  std::string word, help;
};

struct Candidates {
  std::vector<Candidate> words;
  bool has_files = false;  ///< any file fits, too
};

/// What completes the last of the words after the program's name. Names of builds, groups, metrics
/// and other entries are those of the catalog that the words name, else of the shipped one; there
/// are none if that cannot be read.
Candidates candidates(CLI::App const& program, std::vector<std::string> const& words);

}  // namespace nameplate
