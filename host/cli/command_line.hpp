#pragma once

#include <string>
#include <vector>

namespace nameplate {

/// How the program was started.
class CommandLine {
 public:
  CommandLine(int argc, char const* const* argv) : words_(argv, argv + argc) {}

  /// The command, for a shell. The program is `nameplate`, wherever it lies.
  std::string text() const;

  /// The command, for a shell, that goes on with a run that has a checkpoint.
  std::string resuming() const;

 private:
  std::vector<std::string> words_;
};

}  // namespace nameplate
