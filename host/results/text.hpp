#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "host/language/language.hpp"

/// Numbers and prose as people read them.
namespace nameplate {

inline constexpr std::size_t text_width = 100;  // columns

/// "1,000,000".
std::string grouped(std::uint64_t x);

/// `x` with so many significant digits, never in scientific notation and with no digit of its whole
/// part rounded away: "0.0123", "12.3", "1234". With more than `max_decimals` decimal places it is
/// cut to "0.0012" or "<0.0001".
std::string significant(double x, int digits = 3, int max_decimals = 12);

/// "12.345 ± 0.006": the error with one significant digit (two if the first is 1), the value to the
/// same decimal place, both cut to `max_decimals`.
std::string with_error(double value, double error, int max_decimals = 12);

/// A probability in per cent: "12.3 %"; "<0.1 %" and ">99.9 %" where it is neither 0 nor 1.
std::string percent(double probability);

/// A factor for display and the unit that goes with it: a value v of the original unit reads v /
/// factor.
struct DisplayUnit {
  double factor = 1;
  std::string unit;
};

/// The unit in which magnitudes up to `largest` read well: "households" and 3.1e7 give
/// "million households", "GW" and 2e4 give "TW", "GW/homes" and 2e-6 give "kW/homes", "1" and 0.02
/// give "1e-3". Its text is in the language: "millions de foyers".
DisplayUnit display_unit(std::string_view unit, double largest,
                         Language const& say = Language::english());

/// A unit, also of a ratio, in the language: "GW/foyers".
std::string unit_text(std::string_view unit, Language const& say);

/// `text` with a capital first letter, where that is one of Latin-1.
std::string capitalized(std::string text);

/// `text` broken into lines of at most text_width columns, all but the first indented by `indent`
/// spaces; never before "%". \pre the first line begins at column `first_column`
std::string wrapped(std::string_view text, std::size_t indent = 0, std::size_t first_column = 0);

/// Columns that `text` (UTF-8, no combining characters) takes.
std::size_t display_width(std::string_view text);

/// `text` with spaces on its right, or left, to `width` columns.
std::string pad_right(std::string_view text, std::size_t width);
std::string pad_left(std::string_view text, std::size_t width);

/// `line` without the spaces at its end, and with an end of line.
std::string trimmed(std::string line);

/// A line of text_width dashes.
std::string rule();

/// `number` with spaces on both sides, such that its decimal point comes after `before` columns,
/// `width` in all.
std::string pad_decimal(std::string_view number, std::size_t before, std::size_t width);

}  // namespace nameplate
