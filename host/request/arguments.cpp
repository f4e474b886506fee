#include "host/request/arguments.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>

#include "host/refuse.hpp"
#include "host/results/text.hpp"

namespace nameplate {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// `text` without the underscores that stand between digits; none if one stands elsewhere.
std::optional<std::string> without_underscores(std::string_view text) {
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') {
      digits += text[i];
    } else if (i == 0 || i + 1 == text.size() || !is_digit(text[i - 1]) || !is_digit(text[i + 1])) {
      return std::nullopt;
    }
  }
  return digits;
}

/// The leading digits of `text`, which are taken off it.
std::string take_digits(std::string_view& text) {
  auto const end = std::find_if_not(text.begin(), text.end(), is_digit);
  std::string digits(text.begin(), end);
  text.remove_prefix(digits.size());
  return digits;
}

template <class Number>
std::optional<Number> whole(std::string_view digits) {
  Number value = 0;
  auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

/// digits[.digits][e[+]digits] if that is a whole number below 2^64.
std::optional<std::uint64_t> count_of(std::string_view text) {
  std::string const whole_part = take_digits(text);
  if (whole_part.empty()) return std::nullopt;
  std::string fraction;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    fraction = take_digits(text);
    if (fraction.empty()) return std::nullopt;
  }
  std::size_t exponent = 0;
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('+')) text.remove_prefix(1);
    auto const value = whole<std::uint8_t>(take_digits(text));
    if (!value) return std::nullopt;
    exponent = *value;
  }
  if (!text.empty()) return std::nullopt;
  fraction.erase(fraction.find_last_not_of('0') + 1);
  if (fraction.size() > exponent) return std::nullopt;
  return whole<std::uint64_t>(whole_part + fraction + std::string(exponent - fraction.size(), '0'));
}

/// A year or a part of one.
struct Period {
  char kind;     // 'Y', 'H', 'Q' or 'M'
  int per_year;  // 1, 2, 4 or 12
  int index;     // periods after year 0
};

std::optional<Period> period_of(std::string_view text) {
  std::string_view rest = text;
  std::string const year_digits = take_digits(rest);
  auto const year = whole<int>(year_digits);
  if (year_digits.size() != 4 || !year) return std::nullopt;
  if (rest.empty()) return Period{'Y', 1, *year};
  if (rest.size() != 3 || rest[0] != '-') return std::nullopt;
  bool const is_month = is_digit(rest[1]);
  char const kind = is_month ? 'M' : rest[1];
  int const per_year = kind == 'M' ? 12 : kind == 'Q' ? 4 : kind == 'H' ? 2 : 0;
  auto const part = whole<int>(rest.substr(is_month ? 1 : 2));
  if (!part || *part < 1 || *part > per_year) return std::nullopt;
  return Period{kind, per_year, *year * per_year + *part - 1};
}

std::string to_string(Period const& period) {
  int const year = period.index / period.per_year, part = period.index % period.per_year + 1;
  if (period.kind == 'Y') return fmt::format("{:04}", year);
  if (period.kind == 'M') return fmt::format("{:04}-{:02}", year, part);
  return fmt::format("{:04}-{}{}", year, period.kind, part);
}

constexpr std::string_view range_mark = "..";

void append_range(std::string_view option, std::string const& item,
                  std::vector<std::string>& dates) {
  std::size_t const mark = item.find(range_mark);
  auto const first = period_of(item.substr(0, mark));
  auto const last = period_of(item.substr(mark + range_mark.size()));
  if (!first || !last || first->kind != last->kind)
    refuse_value(option, item,
                 "a range goes from a year, half, quarter or month to another: 2026..2030, "
                 "2026-Q1..2027-Q4");
  if (last->index < first->index) refuse_value(option, item, "the range ends before it begins");
  for (int index = first->index; index <= last->index; ++index)
    dates.push_back(to_string({first->kind, first->per_year, index}));
}

}  // namespace

std::vector<std::string> const& backend_words() {
  static std::vector<std::string> const words = {"auto", "cpu", "cuda"};
  return words;
}

std::vector<std::string> const& isa_words() {
  static std::vector<std::string> const words = {"auto", "portable", "avx2", "avx512"};
  return words;
}

void refuse_value(std::string_view option, std::string_view value, std::string const& text) {
  refuse("", text, Location{.file = fmt::format("{} {}", option, value)});
}

std::uint64_t parse_count(std::string_view option, std::string_view text, std::uint64_t min,
                          std::uint64_t max) {
  auto const plain = without_underscores(text);
  auto const count = plain ? count_of(*plain) : std::nullopt;
  if (!count || *count < min || *count > max)
    refuse_value(
        option, text,
        fmt::format(
            "must be a whole number from {} to {} (1000000, 1_000_000 and 1e6 are the same)",
            grouped(min), grouped(max)));
  return *count;
}

double parse_number(std::string_view option, std::string_view text, double min, double max) {
  double value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  bool const is_read = error == std::errc{} && end == text.data() + text.size();
  if (!is_read || !(value >= min && value <= max))
    refuse_value(option, text, fmt::format("must be a number from {:g} to {:g}", min, max));
  return value;
}

std::size_t parse_word(std::string_view option, std::string const& text,
                       std::vector<std::string> const& words) {
  auto const at = std::find(words.begin(), words.end(), text);
  if (at == words.end())
    refuse_value(option, text, fmt::format("must be one of {}", fmt::join(words, ", ")));
  return static_cast<std::size_t>(at - words.begin());
}

std::vector<std::string> split_lists(std::string_view option,
                                     std::vector<std::string> const& values) {
  std::vector<std::string> items;
  for (std::string const& value : values) {
    for (std::size_t begin = 0; begin <= value.size();) {
      std::size_t const end = std::min(value.find(',', begin), value.size());
      std::string const item = value.substr(begin, end - begin);
      begin = end + 1;
      if (item.empty()) refuse_value(option, value, "an item of the list is empty");
      if (item.ends_with(".toml"))
        refuse_value(option, item, "write the catalog before the options");
      items.push_back(item);
    }
  }
  return items;
}

std::vector<std::string> expand_dates(std::string_view option,
                                      std::vector<std::string> const& items) {
  std::vector<std::string> dates;
  for (std::string const& item : items) {
    if (item.find(range_mark) == std::string::npos) {
      dates.push_back(item);
    } else {
      append_range(option, item, dates);
    }
  }
  return dates;
}

}  // namespace nameplate
