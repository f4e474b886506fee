#include "host/catalog/date.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cmath>
#include <utility>
#include <vector>

#include "nameplate/catalog.hpp"

namespace nameplate {
namespace {

constexpr int months_per_year = 12;

/// A number of exactly so many digits.
std::optional<int> digits(std::string_view text) {
  int value = 0;
  if (text.empty() || text.front() == '-') return std::nullopt;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<int> number_between(std::string_view text, int min, int max) {
  std::optional<int> const value = digits(text);
  return value && *value >= min && *value <= max ? value : std::nullopt;
}

std::optional<int> year_of(std::string_view text) {
  return text.size() >= 4 ? number_between(text.substr(0, 4), 1950, 2150) : std::nullopt;
}

int days_in_month(int year, int month) {
  using namespace std::chrono;
  auto const last = year_month_day_last(
      std::chrono::year(year), month_day_last(std::chrono::month(static_cast<unsigned>(month))));
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

/// A day's ends as parts of its month, so that the last day ends with the month.
std::optional<Period> day_of(int year, int month, std::string_view day_text) {
  int const days = days_in_month(year, month);
  std::optional<int> const day = number_between(day_text, 1, days);
  if (!day) return std::nullopt;
  int const before = year * months_per_year + (month - 1);
  return Period{before + static_cast<double>(*day - 1) / days,
                before + static_cast<double>(*day) / days};
}

/// The `which`-th of so many equal parts of a year.
Period part_of_year(int year, int which, int per_year) {
  int const length = months_per_year / per_year;
  double const end = year * months_per_year + which * length;
  return {end - length, end};
}

}  // namespace

std::optional<Period> period_of(std::string_view text) {
  std::optional<int> const year = year_of(text);
  if (!year) return std::nullopt;
  if (text.size() == 4) return part_of_year(*year, 1, 1);
  if (text[4] != '-') return std::nullopt;
  std::string_view const part = text.substr(5);
  if (part.size() == 2 && (part[0] == 'Q' || part[0] == 'H')) {
    int const per_year = part[0] == 'Q' ? 4 : 2;
    std::optional<int> const which = number_between(part.substr(1), 1, per_year);
    if (!which) return std::nullopt;
    return part_of_year(*year, *which, per_year);
  }
  if (part.size() != 2 && (part.size() != 5 || part[2] != '-')) return std::nullopt;
  std::optional<int> const month = number_between(part.substr(0, 2), 1, months_per_year);
  if (!month) return std::nullopt;
  if (part.size() == 2) return part_of_year(*year, *month, months_per_year);
  return day_of(*year, *month, part.substr(3));
}

std::optional<double> end_of_period(std::string_view text) {
  std::optional<Period> const period = period_of(text);
  if (!period) return std::nullopt;
  return period->end;
}

std::optional<int> beginning_of_month(std::string_view text) {
  std::optional<double> const end = end_of_period(text);
  if (text.size() != 7 || !end || !digits(text.substr(5))) return std::nullopt;
  return static_cast<int>(*end) - 1;
}

std::string date_text(double months) {
  int const whole =
      static_cast<int>(std::ceil(months - 1e-6)) - 1;  // the month that ends at or after the date
  int const year = whole / months_per_year, month = whole % months_per_year + 1;
  int const day = static_cast<int>(std::lround((months - whole) * days_in_month(year, month)));
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

double months_after_epoch(std::string_view date, Catalog const& catalog, std::string const& place) {
  std::optional<double> const end = end_of_period(date);
  if (!end) {
    std::vector<Problem> problems(1);
    problems[0].place = place;
    problems[0].text = fmt::format("must be a date ({}), is \"{}\"", date_forms, date);
    throw InputError(std::move(problems));
  }
  return *end - (catalog.epoch_year * months_per_year + catalog.epoch_month - 1);
}

}  // namespace nameplate
