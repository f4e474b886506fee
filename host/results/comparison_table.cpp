#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "host/results/comparison.hpp"
#include "host/results/partial.hpp"
#include "host/results/text.hpp"

namespace nameplate {
namespace {

constexpr std::size_t date_width = 14;
constexpr std::size_t number_width = 9;
constexpr std::size_t mean_width = 17;
constexpr std::size_t share_width = 9;
constexpr int max_decimals = 4;

double median(OutputSummary const& output) {
  auto const at = std::find_if(output.quantiles.begin(), output.quantiles.end(),
                               [](QuantileEstimate const& quantile) { return quantile.p == 0.5; });
  return at == output.quantiles.end() ? NAN : at->value;
}

std::string number(double value, DisplayUnit const& unit) {
  if (std::isnan(value)) return "";
  if (std::isinf(value)) return value > 0 ? "beyond" : "-beyond";
  return significant(value / unit.factor, 3, max_decimals);
}

std::string column(std::string_view name, std::size_t width) { return pad_left(name, width); }

std::string heading(OutputLabel const& label, DisplayUnit const& unit) {
  std::string title = label.title;
  title[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(title[0])));
  if (unit.unit != "1") title += fmt::format(" [{}]", unit.unit);
  std::string const scope = fmt::format("{}  {}", label.metric, label.scope);
  if (display_width(title) + 2 + display_width(scope) > text_width)
    return title + "\n" + pad_left(scope, text_width) + "\n";
  return pad_right(title, text_width - display_width(scope)) + scope + "\n";
}

std::string column_names() {
  return std::string(date_width, ' ') + column("base", number_width) +
         column("altern.", number_width) + column("difference ± error", mean_width + 4) +
         column("P5", number_width) + column("P95", number_width) + column("above", share_width) +
         column("equal", share_width) + column("gain", number_width) + "\n";
}

std::string share(std::optional<double> const& probability) {
  return probability ? percent(*probability) : "";
}

std::string row(DifferenceSummary const& summary, DisplayUnit const& unit) {
  std::string line = pad_right("  " + summary.difference.label.date, date_width);
  OutputSummary const& difference = summary.difference;
  if (difference.quantiles.empty()) return line + "  no difference on any path\n";
  std::string mean;
  if (difference.mean)
    mean = with_error(*difference.mean / unit.factor,
                      difference.mean_standard_error.value_or(0) / unit.factor, max_decimals);
  line += pad_left(number(median(summary.base), unit), number_width) +
          pad_left(number(median(summary.alternative), unit), number_width) +
          pad_left(mean, mean_width + 4) +
          pad_left(number(difference.quantiles.front().value, unit), number_width) +
          pad_left(number(difference.quantiles.back().value, unit), number_width) +
          pad_left(share(summary.above), share_width) + pad_left(share(summary.equal), share_width);
  if (summary.standard_error_ratio)
    line += pad_left(significant(*summary.standard_error_ratio, 3) + "x", number_width);
  return line + "\n";
}

DisplayUnit unit_of(std::vector<DifferenceSummary> const& rows) {
  double largest = 0;
  for (DifferenceSummary const& summary : rows)
    for (double const value : {median(summary.base), median(summary.alternative)})
      if (std::isfinite(value)) largest = std::max(largest, std::abs(value));
  return display_unit(rows.front().base.label.unit, largest);
}

std::string block(std::vector<DifferenceSummary> const& rows) {
  DisplayUnit const unit = unit_of(rows);
  std::string text = heading(rows.front().base.label, unit) + column_names();
  for (DifferenceSummary const& summary : rows) text += row(summary, unit);
  return text + "\n";
}

/// What was asked beside dates, scopes and metrics.
std::string conditions_text(Plan const& plan) {
  std::string text;
  if (plan.is_gross) text += "Overlaps between builds are not taken off. ";
  if (!plan.given.empty())
    text += fmt::format("Only paths on which, in both, {}.", fmt::join(plan.given, " and "));
  return text.empty() ? text : wrapped(text) + "\n";
}

std::string introduction(ComparisonReport const& report) {
  std::string text = report.base.name + "\n";
  text += wrapped(fmt::format("Alternative: {}", report.alternative_name), 2) + "\n";
  text += fmt::format("{} paths, seed {}\n", grouped(report.paths()), report.options.seed);
  return text + partial_text(report.options, report.missing) + "\n" +
         wrapped(
             "Both catalogs are drawn with common random numbers: what both have is the same on a "
             "path, so the difference (alternative minus base) is of the change alone. Its P5 and "
             "P95 are over paths; those of base and alternative are medians.") +
         "\n" + conditions_text(report.base_plan) + "\n";
}

std::string legend(ComparisonReport const& report) {
  RunFacts const& facts = report.facts;
  return wrapped(
             "above, equal: share of the paths on which the alternative is above the base, or "
             "equal to it. gain: standard error of the difference from two runs with independent "
             "draws over the one here; its square is how many times the paths they would need.") +
         fmt::format("\nRun: {:.2f} s ({}: {})\n", facts.seconds, facts.backend, facts.device);
}

}  // namespace

std::string to_table(ComparisonReport const& report) {
  std::string text = introduction(report);
  std::vector<DifferenceSummary> rows;
  for (DifferenceSummary const& summary : report.differences) {
    OutputLabel const& label = summary.base.label;
    if (!rows.empty() && (rows.front().base.label.metric != label.metric ||
                          rows.front().base.label.scope != label.scope)) {
      text += block(rows);
      rows.clear();
    }
    rows.push_back(summary);
  }
  if (!rows.empty()) text += block(rows);
  return text + legend(report);
}

}  // namespace nameplate
