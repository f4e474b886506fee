#include "host/request/precision_targets.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <string_view>

#include "host/request/arguments.hpp"

namespace nameplate {
namespace {

constexpr char const* form =
    "must be METRIC@DATE:STATISTIC < BOUND, as homes_energy@2030:p50 < 0.1%";

std::string without_spaces(std::string_view text) {
  std::string result;
  for (char const c : text)
    if (c != ' ') result += c;
  return result;
}

std::optional<double> number(std::string_view text) {
  double value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return {};
  return value;
}

/// The probability of "p50", "p99.9"; none for "mean".
std::optional<double> probability(std::string_view option, std::string const& value,
                                  std::string const& statistic) {
  if (statistic == "mean") return {};
  std::optional<double> const percent =
      statistic.starts_with('p') ? number(std::string_view(statistic).substr(1)) : std::nullopt;
  if (!percent || *percent <= 0 || *percent >= 100)
    refuse_value(
        option, value,
        fmt::format("\"{}\": must be mean or a percentile between p0 and p100", statistic));
  return *percent / 100;
}

/// The only output of a metric at a date, as plans label them.
OutputLabel label_of(Catalog const& catalog, std::string const& metric, std::string const& date) {
  return compile(catalog, {.dates = {date}, .metrics = {metric}}).labels.front();
}

void add_targets(std::string_view option, std::string const& value, Catalog const& catalog,
                 Plan const& plan, std::vector<PrecisionTarget>& targets) {
  std::string const text = without_spaces(value);
  std::size_t const at = text.find('@'), colon = text.rfind(':'), less = text.find('<');
  if (at == std::string::npos || less == std::string::npos || colon == std::string::npos ||
      colon < at || less < colon)
    refuse_value(option, value, form);
  PrecisionTarget target;
  target.p = probability(option, value, text.substr(colon + 1, less - colon - 1));
  std::string bound = text.substr(less + 1);
  target.is_relative = bound.ends_with('%');
  if (target.is_relative) bound.pop_back();
  std::optional<double> const width = number(bound);
  if (!width || !(*width > 0))
    refuse_value(option, value,
                 fmt::format("\"{}\": must be a positive number, or one with %", bound));
  target.half_width = target.is_relative ? *width / 100 : *width;
  OutputLabel const label =
      label_of(catalog, text.substr(0, at), text.substr(at + 1, colon - at - 1));
  bool is_known = false;
  for (std::size_t o = 0; o < plan.labels.size(); ++o) {
    if (plan.labels[o].metric != label.metric || plan.labels[o].date != label.date) continue;
    is_known = true;
    target.output = o;
    target.text = value;
    targets.push_back(target);
  }
  if (!is_known)
    refuse_value(option, value,
                 fmt::format("{} at {} is not among what is reported: add it to --metrics and "
                             "--dates",
                             label.metric, label.date));
}

}  // namespace

std::vector<PrecisionTarget> precision_targets(std::string_view option,
                                               std::vector<std::string> const& values,
                                               Catalog const& catalog, Plan const& plan) {
  std::vector<PrecisionTarget> targets;
  for (std::string const& value : values) add_targets(option, value, catalog, plan, targets);
  return targets;
}

}  // namespace nameplate
