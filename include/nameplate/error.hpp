#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace nameplate {

/// Where a figure was written: a file (or "--set ..."), line and column counted from 1; line 0
/// where there is none.
struct Location {
  std::string file;  ///< path, or the option
  int line = 0;      ///< from 1
  int column = 0;    ///< from 1
};

/// One thing wrong with the input: `place` is the key path ("builds.abilene.phases[1].mw").
struct Problem {
  Location at;               ///< where
  std::string place;         ///< key path
  std::string text;          ///< what is wrong and what is allowed
  std::string excerpt = {};  ///< of the input, with marks under the place: lines to show below
};

/// "file:line: place: text", and the excerpt on lines of its own: the form in which every input
/// problem is shown.
std::string to_string(Problem const& problem);

/// What the user wrote cannot be used. Holds every problem found, in file order. Exit code 2.
class InputError : public std::runtime_error {
 public:
  /// Its text is that of the problems, one a line. \pre there is one
  explicit InputError(std::vector<Problem> problems);
  /// All of them, in file order.
  std::vector<Problem> const& problems() const noexcept { return problems_; }

 private:
  std::vector<Problem> problems_;
};

/// The machine failed in mid-run: device lost, out of memory, disk full. Exit code 3.
class RunError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace nameplate
