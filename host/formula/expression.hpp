#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace nameplate {

/// A formula as written, as a tree. What its names mean is none of its matter.
struct Expression {
  enum class Kind {
    number,
    unit,    // behind a number: `word`, to the power `number`
    name,    // `word`
    negate,  // parts[0]
    binary,  // parts[0] `word` parts[1]; + - * / ^ < <= > >=
    call,    // `word`(parts)
  };
  Kind kind = Kind::number;
  std::string word;
  double number = 0;
  std::size_t at = 0, length = 0;  // of the number, name or operator, in the text
  std::vector<Expression> parts;
};

/// What a formula may be at most, so that a hostile one gets a message.
inline constexpr std::size_t longest_formula = 2000;  // bytes
inline constexpr int most_operators = 250;
inline constexpr int deepest_formula = 64;  // of parentheses, functions, signs and powers

/// The names in it, each once. \throws FormulaError
std::vector<std::string> names_in(std::string_view formula);

/// Precedence, from the least: comparison (one, no chain), + -, * /, sign, ^ (from the right), a
/// number with the units behind it.
/// \throws FormulaError
Expression parse_expression(std::string_view text);

}  // namespace nameplate
