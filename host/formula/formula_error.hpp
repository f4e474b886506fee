#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

namespace nameplate {

/// What is wrong with a formula or a unit, and where: bytes [at, at + length) of its text.
class FormulaError : public std::runtime_error {
 public:
  FormulaError(std::string const& text, std::size_t at, std::size_t length = 1)
      : std::runtime_error(text), at_(at), length_(length) {}

  std::size_t at() const noexcept { return at_; }
  std::size_t length() const noexcept { return length_; }

 private:
  std::size_t at_, length_;
};

/// Two lines: the formula, and carets under the place.
std::string excerpt(std::string_view formula, FormulaError const& error);

}  // namespace nameplate
