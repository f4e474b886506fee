#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "nameplate/error.hpp"

namespace nameplate {

/// Collects everything that is wrong with the input, to be reported together.
class Problems {
 public:
  /// Files are reported in the order of their first mention here; what is in none of them comes
  /// last.
  void add_file(std::string const& file) { files_.push_back(file); }

  void add(Location at, std::string place, std::string text, std::string excerpt = {});

  std::size_t count() const { return problems_.size(); }

  /// \throws InputError with every problem once, by file and line, if there is any.
  void throw_if_any();

 private:
  std::vector<std::string> files_;
  std::vector<Problem> problems_;
};

/// "; did you mean \"capacity_gw\"?" if a known name is near, else "; known: a, b, c".
std::string suggestion(std::string_view word, std::vector<std::string> const& known);

}  // namespace nameplate
