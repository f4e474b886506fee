#pragma once

#include <stdexcept>
#include <string>

namespace nameplate {

/// Ends the program after its results were written: they are of fewer paths than were asked for.
class PartialResult : public std::runtime_error {
 public:
  PartialResult(int exit_code, std::string const& what)
      : std::runtime_error(what), exit_code_(exit_code) {}
  int exit_code() const { return exit_code_; }

 private:
  int exit_code_;
};

}  // namespace nameplate
