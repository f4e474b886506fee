#pragma once

#include <cmath>
#include <cstddef>
#include <string>

#include "host/results/text.hpp"

/// Columns and numbers that the blocks of the table share.
namespace nameplate {

inline constexpr std::size_t date_width = 14;
inline constexpr std::size_t number_width = 10;
inline constexpr std::size_t before_point = 5;  // columns of a number's sign and whole part
inline constexpr int max_decimals = 4;

/// `value`, or where it is infinite the end of the tallied range that it is beyond.
inline std::string bounded(double value, double limit, int digits = 3,
                           int decimals = max_decimals) {
  if (std::isfinite(value)) return significant(value, digits, decimals);
  return value > 0 ? "≥ " + significant(limit) : "≤ -" + significant(limit);
}

/// `line` without spaces at its end, and a line feed.
inline std::string trimmed(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

}  // namespace nameplate
