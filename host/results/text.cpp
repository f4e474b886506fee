#include "host/results/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace nameplate {
namespace {

/// Decimal places that leave `digits` significant digits of `x` != 0 after rounding.
int decimals_for(double x, int digits) {
  std::string const scientific = fmt::format("{:.{}e}", x, digits - 1);
  int const exponent = std::stoi(scientific.substr(scientific.find('e') + 1));
  return std::max(0, digits - 1 - exponent);
}

/// A unit that has words of its own for its thousands.
struct UnitLadder {
  std::string_view unit;
  std::array<std::string_view, 4> thousands;  // of 1e3, 1e6, ...; empty where there is none
};

constexpr UnitLadder ladders[] = {
    {"GW", {translatable("TW"), "", "", ""}},
    {"EFLOP/s", {translatable("ZFLOP/s"), translatable("YFLOP/s"), "", ""}},
    {"Mt", {translatable("Gt"), "", "", ""}},
    {"USD bn", {translatable("USD tn"), "", "", ""}},
};
constexpr std::array<std::string_view, 4> thousands = {
    translatable("thousand"), translatable("million"), translatable("billion"),
    translatable("trillion")};

std::string thousands_of(std::string_view unit, std::size_t step, Language const& say) {
  auto const ladder = std::find_if(std::begin(ladders), std::end(ladders),
                                   [&](UnitLadder const& row) { return row.unit == unit; });
  if (ladder != std::end(ladders) && !ladder->thousands[step].empty())
    return say(ladder->thousands[step]);
  return fmt::format("{} {}", say(thousands[step]), unit_text(unit, say));
}

}  // namespace

std::string grouped(std::uint64_t x) {
  std::string text = std::to_string(x);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, 1, ',');
  return text;
}

std::string significant(double x, int digits, int max_decimals) {
  if (x == 0) return "0";
  double const least = std::pow(10.0, -max_decimals);
  if (std::abs(x) < least / 2)
    return fmt::format("{}<{:.{}f}", x < 0 ? "-" : "", least, max_decimals);
  return fmt::format("{:.{}f}", x, std::min(decimals_for(x, digits), max_decimals));
}

std::string with_error(double value, double error, int max_decimals) {
  if (!(error > 0)) return significant(value, 4, max_decimals);
  bool const starts_with_1 = fmt::format("{:.0e}", error).front() == '1';
  int const decimals = std::min(decimals_for(error, starts_with_1 ? 2 : 1), max_decimals);
  return fmt::format("{:.{}f} ± {}", value, decimals,
                     significant(error, starts_with_1 ? 2 : 1, decimals));
}

std::string percent(double probability) {
  double const percentage = 100 * probability;
  if (percentage > 0 && percentage < 0.1) return "<0.1 %";
  if (percentage > 99.9 && percentage < 100) return ">99.9 %";
  return fmt::format("{:.1f} %", percentage);
}

namespace {

/// The unit 10^exponent times smaller, `exponent` a negative multiple of 3.
std::string thousandths_of(std::string_view unit, int exponent, Language const& say) {
  constexpr std::string_view watts[] = {"MW", "kW", "W"};
  if ((unit == "GW" || unit.starts_with("GW/")) && exponent >= -9)
    return unit_text(fmt::format("{}{}", watts[-exponent / 3 - 1], unit.substr(2)), say);
  if (unit == "1") return fmt::format("1e{}", exponent);
  return fmt::format("1e{} {}", exponent, unit_text(unit, say));
}

}  // namespace

DisplayUnit display_unit(std::string_view unit, double largest, Language const& say) {
  constexpr double least_scaled_down = 1e4;  // four digits are read as they are
  constexpr double most_scaled_up = 0.1;     // with less a P5 would have a digit or two
  DisplayUnit result{1, unit_text(unit, say)};
  if (largest > 0 && largest < most_scaled_up) {
    int const exponent = 3 * static_cast<int>(std::floor(std::log10(largest) / 3));
    return {std::pow(10.0, exponent), thousandths_of(unit, exponent, say)};
  }
  if (!(largest >= least_scaled_down)) return result;
  for (std::size_t step = 0; step < thousands.size() && largest / result.factor >= 1e3; ++step)
    result = {result.factor * 1e3, thousands_of(unit, step, say)};
  return result;
}

std::string unit_text(std::string_view unit, Language const& say) {
  std::size_t const slash = unit.find('/');
  if (slash == std::string_view::npos || say.texts().contains(unit)) return say(unit);
  return fmt::format("{}/{}", say(unit.substr(0, slash)), unit_text(unit.substr(slash + 1), say));
}

std::string capitalized(std::string text) {
  auto const byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  // Latin-1's letters from U+00E0 on are 0xc3 and another byte, their capitals 0x20 before them.
  if (text.size() > 1 && byte(0) == 0xc3 && byte(1) >= 0xa0 && byte(1) != 0xb7 && byte(1) != 0xbf) {
    text[1] = static_cast<char>(byte(1) - 0x20);
  } else if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
  return text;
}

std::string wrapped(std::string_view text, std::size_t indent, std::size_t first_column) {
  std::string lines;
  std::size_t column = first_column;
  bool starts_line = true;
  while (!text.empty()) {
    std::size_t end = std::min(text.find(' '), text.size());
    if (text.substr(end).starts_with(" %")) end = std::min(text.find(' ', end + 1), text.size());
    std::string_view const word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    std::size_t const width = display_width(word);
    if (!starts_line && column + 1 + width > text_width) {
      lines.append("\n").append(indent, ' ');
      column = indent;
      starts_line = true;
    }
    if (!starts_line) lines += ' ';
    lines += word;
    column += width + (starts_line ? 0 : 1);
    starts_line = false;
  }
  return lines;
}

std::size_t display_width(std::string_view text) {
  auto const is_first_byte = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; };
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_first_byte));
}

std::string pad_right(std::string_view text, std::size_t width) {
  std::size_t const used = display_width(text);
  return std::string(text) + std::string(used < width ? width - used : 0, ' ');
}

std::string pad_left(std::string_view text, std::size_t width) {
  std::size_t const used = display_width(text);
  return std::string(used < width ? width - used : 0, ' ') + std::string(text);
}

std::string trimmed(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

std::string rule() {
  std::string line;
  for (std::size_t i = 0; i < text_width; ++i) line += "─";
  return line + "\n";
}

std::string pad_decimal(std::string_view number, std::size_t before, std::size_t width) {
  std::string_view const whole = number.substr(0, number.find('.'));
  std::size_t const used = display_width(whole);
  return pad_right(std::string(used < before ? before - used : 0, ' ') + std::string(number),
                   width);
}

}  // namespace nameplate
