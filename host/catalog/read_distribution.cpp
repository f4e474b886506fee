#include "host/catalog/read_distribution.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <string_view>

#include "host/catalog/fit.hpp"
#include "host/catalog/law_table.hpp"
#include "host/catalog/read_mixture.hpp"
#include "host/catalog/table_reader.hpp"

namespace nameplate {
namespace {

/// Any law's probabilities for the shorthand "LOW to HIGH".
constexpr double low_p = 0.05, high_p = 0.95;

std::optional<double> number_in(std::string_view text) {
  auto const first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return std::nullopt;
  text = text.substr(first, text.find_last_not_of(' ') - first + 1);
  double value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  bool const is_number = error == std::errc{} && end == text.data() + text.size();
  return is_number && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

struct Interval {
  double low, high;
};

std::optional<Interval> interval_in(std::string_view text) {
  constexpr std::string_view separator = " to ";
  auto const position = text.find(separator);
  if (position == std::string_view::npos) return std::nullopt;
  std::optional<double> const low = number_in(text.substr(0, position));
  std::optional<double> const high = number_in(text.substr(position + separator.size()));
  return low && high ? std::optional(Interval{*low, *high}) : std::nullopt;
}

void report_no_law(Node const& node, std::string const& place, Problems& problems) {
  problems.add(node.at, place,
               fmt::format("must be a number, \"LOW to HIGH\" or {{ family = ... }}, is {}",
                           describe(node)));
}

std::optional<Distribution> read_interval(Node const& node, std::string const& place,
                                          Problems& problems) {
  std::optional<Interval> const interval = interval_in(*node.string());
  if (!interval) return report_no_law(node, place, problems), std::nullopt;
  auto const [low, high] = *interval;
  if (!(low < high)) {
    problems.add(node.at, place,
                 fmt::format("{}: the first figure must be below the second", describe(node)));
    return std::nullopt;
  }
  Distribution law = low > 0 ? fit_lognormal({low_p, low}, {high_p, high}, 0)
                             : fit_normal({low_p, low}, {high_p, high});
  law.text = *node.string();
  return law;
}

/// Reports a law whose values the model's binary32 cannot hold.
void check_magnitude(Distribution const& law, Location const& at, std::string const& place,
                     Problems& problems) {
  if (law.family != Family::lognormal) return;
  constexpr double farthest_z = 9, largest_exponent = 80;  // exp(88.7) is the largest binary32
  double const exponent = std::abs(law.parameters[0]) + farthest_z * law.parameters[1];
  if (exponent > largest_exponent)
    problems.add(at, place,
                 fmt::format("lognormal too wide: |mu| + 9 sigma = {:.4g}, must be at most {}",
                             exponent, largest_exponent));
}

}  // namespace

std::optional<Distribution> read_distribution(Node const& node, std::string const& place,
                                              Problems& problems) {
  std::size_t const before = problems.count();
  std::optional<Distribution> law;
  if (node.table()) {
    law = node.table()->contains("mixture") ? read_mixture(node, place, problems)
                                            : read_law_table(node, place, problems);
  } else if (node.string()) {
    law = read_interval(node, place, problems);
  } else if (node.array() || std::holds_alternative<bool>(node.value)) {
    report_no_law(node, place, problems);
  } else if (std::optional<double> const value = read_number(node, place, {}, problems)) {
    law = constant(*value);
  }
  if (law) check_magnitude(*law, node.at, place, problems);
  return problems.count() == before ? law : std::nullopt;
}

}  // namespace nameplate
