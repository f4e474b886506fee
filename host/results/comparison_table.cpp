#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "host/results/comparison.hpp"
#include "host/results/label_text.hpp"
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

std::string number(double value, DisplayUnit const& unit, Language const& say) {
  if (std::isnan(value)) return "";
  if (std::isinf(value)) return (value > 0 ? "" : "-") + say("beyond");
  return say.number(significant(value / unit.factor, 3, max_decimals));
}

std::string heading(OutputLabel const& label, DisplayUnit const& unit, Language const& say) {
  std::string title = capitalized(title_text(label, say));
  if (unit.unit != "1") title += fmt::format(" [{}]", unit.unit);
  std::string const scope = fmt::format("{}  {}", label.metric, label.scope);
  if (display_width(title) + 2 + display_width(scope) > text_width)
    return title + "\n" + pad_left(scope, text_width) + "\n";
  return pad_right(title, text_width - display_width(scope)) + scope + "\n";
}

std::string column_names(Language const& say) {
  return std::string(date_width, ' ') + pad_left(say("base"), number_width) +
         pad_left(say("altern."), number_width) +
         pad_left(say("difference ± error"), mean_width + 4) + pad_left("P5", number_width) +
         pad_left("P95", number_width) + pad_left(say("above"), share_width) +
         pad_left(say("equal"), share_width) + pad_left(say("gain"), number_width) + "\n";
}

std::string share(std::optional<double> const& probability, Language const& say) {
  return probability ? say.number(percent(*probability)) : "";
}

std::string row(DifferenceSummary const& summary, DisplayUnit const& unit, Language const& say) {
  std::string line = pad_right("  " + summary.difference.label.date, date_width);
  OutputSummary const& difference = summary.difference;
  if (difference.quantiles.empty()) return line + "  " + say("no difference on any path") + "\n";
  std::string mean;
  if (difference.mean)
    mean = with_error(*difference.mean / unit.factor,
                      difference.mean_standard_error.value_or(0) / unit.factor, max_decimals);
  line += pad_left(number(median(summary.base), unit, say), number_width) +
          pad_left(number(median(summary.alternative), unit, say), number_width) +
          pad_left(say.number(mean), mean_width + 4) +
          pad_left(number(difference.quantiles.front().value, unit, say), number_width) +
          pad_left(number(difference.quantiles.back().value, unit, say), number_width) +
          pad_left(share(summary.above, say), share_width) +
          pad_left(share(summary.equal, say), share_width);
  if (summary.standard_error_ratio)
    line += pad_left(say.number(significant(*summary.standard_error_ratio, 3)) + "x", number_width);
  return line + "\n";
}

DisplayUnit unit_of(std::vector<DifferenceSummary> const& rows, Language const& say) {
  double largest = 0;
  for (DifferenceSummary const& summary : rows)
    for (double const value : {median(summary.base), median(summary.alternative)})
      if (std::isfinite(value)) largest = std::max(largest, std::abs(value));
  return display_unit(rows.front().base.label.unit, largest, say);
}

std::string block(std::vector<DifferenceSummary> const& rows, Language const& say) {
  DisplayUnit const unit = unit_of(rows, say);
  std::string text = heading(rows.front().base.label, unit, say) + column_names(say);
  for (DifferenceSummary const& summary : rows) text += row(summary, unit, say);
  return text + "\n";
}

/// What was asked beside dates, scopes and metrics.
std::string conditions_text(Plan const& plan, Language const& say) {
  std::string text;
  if (plan.is_gross) text += say("Overlaps between builds are not taken off.") + " ";
  if (!plan.given.empty())
    text += say.format("Only paths on which, in both, {}.", fmt::join(plan.given, say(" and ")));
  return text.empty() ? text : wrapped(text) + "\n";
}

std::string introduction(ComparisonReport const& report, Language const& say) {
  std::string text = say(report.base.name) + "\n";
  text += wrapped(say.format("Alternative: {}", report.alternative_name), 2) + "\n";
  text +=
      say.format("{} paths, seed {}", say.number(grouped(report.paths())), report.options.seed) +
      "\n";
  return text + partial_text(report.options, report.missing, say) + "\n" +
         wrapped(say(
             "Both catalogs are drawn with common random numbers: what both have is the same on a "
             "path, so the difference (alternative minus base) is of the change alone. Its P5 and "
             "P95 are over paths; those of base and alternative are medians.")) +
         "\n" + conditions_text(report.base_plan, say) + "\n";
}

std::string legend(ComparisonReport const& report, Language const& say) {
  RunFacts const& facts = report.facts;
  return wrapped(say(
             "above, equal: share of the paths on which the alternative is above the base, or "
             "equal to it. gain: standard error of the difference from two runs with independent "
             "draws over the one here; its square is how many times the paths they would need.")) +
         "\n" + say.format("Run: {:.2f} s ({}: {})", facts.seconds, facts.backend, facts.device) +
         "\n";
}

}  // namespace

std::string to_table(ComparisonReport const& report, Language const& say) {
  std::string text = introduction(report, say);
  std::vector<DifferenceSummary> rows;
  for (DifferenceSummary const& summary : report.differences) {
    OutputLabel const& label = summary.base.label;
    if (!rows.empty() && (rows.front().base.label.metric != label.metric ||
                          rows.front().base.label.scope != label.scope)) {
      text += block(rows, say);
      rows.clear();
    }
    rows.push_back(summary);
  }
  if (!rows.empty()) text += block(rows, say);
  return text + legend(report, say);
}

}  // namespace nameplate
