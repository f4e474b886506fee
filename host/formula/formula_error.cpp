#include "host/formula/formula_error.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace nameplate {
namespace {

/// Characters of UTF-8 text: every byte but those that go on with one.
std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0u) != 0x80u;
  }));
}

}  // namespace

std::string excerpt(std::string_view formula, FormulaError const& error) {
  std::size_t const at = std::min(error.at(), formula.size());
  std::size_t const before = character_count(formula.substr(0, at));
  std::size_t const under = character_count(formula.substr(at, error.length()));
  std::string line(formula);
  std::replace_if(
      line.begin(), line.end(), [](unsigned char c) { return c < ' '; }, ' ');
  return fmt::format("  {}\n  {}{}", line, std::string(before, ' '),
                     std::string(std::max<std::size_t>(1, under), '^'));
}

}  // namespace nameplate
