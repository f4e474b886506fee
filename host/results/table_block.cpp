#include "host/results/table_block.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "host/results/label_text.hpp"
#include "host/results/metric_info.hpp"
#include "host/results/table_layout.hpp"
#include "host/results/tail_block.hpp"
#include "host/results/text.hpp"

namespace nameplate {
namespace {

constexpr std::size_t mean_before_point = 5;
constexpr std::size_t mean_width = 20;
constexpr std::size_t share_width = 8;

/// What the columns of a block depend on, from all of its rows.
struct Layout {
  DisplayUnit unit;
  bool has_zero = false, has_undefined = false, has_overflow = false;
};

Layout layout_of(std::span<OutputSummary const> outputs, Language const& say) {
  double largest = 0;
  Layout layout;
  for (OutputSummary const& output : outputs) {
    if (output.mean) largest = std::max(largest, std::abs(*output.mean));
    for (QuantileEstimate const& quantile : output.quantiles)
      if (std::isfinite(quantile.value)) largest = std::max(largest, std::abs(quantile.value));
    layout.has_zero |= output.zero > 0;
    layout.has_undefined |= output.undefined > 0;
    layout.has_overflow |= output.overflow > 0;
  }
  layout.unit = display_unit(outputs.front().label.unit, largest, say);
  return layout;
}

std::string share_of_paths(std::uint64_t count, OutputSummary const& output) {
  return percent(static_cast<double>(count) / static_cast<double>(output.paths));
}

/// Metrics that are flows are over the 12 months that end with the date.
bool is_flow(OutputLabel const& label) {
  MetricInfo const* const metric =
      label.quantity == Quantity::value ? find_metric_info(label.metric) : nullptr;
  return metric != nullptr && metric->curve == Curve::supply;
}

std::string heading(OutputLabel const& label, Layout const& layout, Language const& say) {
  std::string title = capitalized(title_text(label, say));
  if (is_flow(label)) title += say(", 12 months to the date");
  if (layout.unit.unit != "1") title += fmt::format(" [{}]", layout.unit.unit);
  if (display_width(title) + 2 + display_width(label.metric) > text_width)
    return title + "\n" + pad_left(label.metric, text_width) + "\n";
  return pad_right(title, text_width - display_width(label.metric)) + label.metric + "\n";
}

std::string column_names(OutputSummary const& first, Layout const& layout, Language const& say) {
  std::string line(date_width, ' ');
  for (QuantileEstimate const& quantile : first.quantiles)
    line += pad_right(pad_left(fmt::format("P{:g}", 100 * quantile.p), before_point), number_width);
  line += pad_right(pad_left(say("mean ± error"), mean_before_point + 8), mean_width);
  if (layout.has_zero) line += pad_left(say("zero"), share_width);
  if (layout.has_undefined) line += pad_left(say("no value"), share_width + 2);
  return say.number(line);
}

std::string row(OutputSummary const& output, double limit, Layout const& layout,
                Language const& say) {
  std::string line = pad_right("  " + output.label.date, date_width);
  if (output.quantiles.empty()) return line + "  " + say("no value on any path");
  for (QuantileEstimate const& quantile : output.quantiles)
    line += pad_decimal(bounded(quantile.value / layout.unit.factor, limit / layout.unit.factor),
                        before_point, number_width);
  std::string mean;
  if (output.mean) {
    double const error = output.mean_standard_error.value_or(0);
    mean = with_error(*output.mean / layout.unit.factor, error / layout.unit.factor, max_decimals);
  }
  line += pad_decimal(mean, mean_before_point, mean_width);
  if (layout.has_zero) line += pad_left(share_of_paths(output.zero, output), share_width);
  if (layout.has_undefined)
    line += pad_left(share_of_paths(output.undefined, output), share_width + 2);
  return say.number(line);
}

/// Means of a metric by date; empty if the scope does not report it.
std::vector<OutputSummary const*> outputs_of(std::span<OutputSummary const> scope,
                                             std::string_view metric) {
  std::vector<OutputSummary const*> found;
  for (OutputSummary const& output : scope)
    if (output.label.metric == metric && output.mean) found.push_back(&output);
  return found;
}

/// The columns of the balance of power, right-aligned.
std::string balance_row(std::array<std::string, 5> const& cells) {
  constexpr std::array<std::size_t, 5> widths = {13, 16, 12, 16, 16};
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) line += pad_left(cells[i], widths[i]);
  return line;
}

std::string balance_columns(Language const& say) {
  return std::string(date_width, ' ') +
         balance_row({say("planned, net"), say("online, gross"), say("- overlap"),
                      say("= online, net"), say("net / planned")}) +
         "\n";
}

}  // namespace

std::string metric_block(std::span<OutputSummary const> outputs, std::span<double const> limits,
                         Language const& say) {
  Layout const layout = layout_of(outputs, say);
  std::string text = heading(outputs.front().label, layout, say);
  auto const with_values = std::find_if(
      outputs.begin(), outputs.end(), [](auto const& output) { return !output.quantiles.empty(); });
  if (with_values != outputs.end()) text += trimmed(column_names(*with_values, layout, say));
  for (std::size_t i = 0; i < outputs.size(); ++i)
    text += trimmed(row(outputs[i], limits[i], layout, say));
  if (with_values != outputs.end() && outputs.front().tail)
    text += tail_block(outputs, limits, layout.unit, say);
  if (layout.has_overflow)
    text += "  " +
            say.format("the mean leaves out paths above the tallied range, {} and more",
                       say.number(significant(limits.front() / layout.unit.factor))) +
            "\n";
  return text;
}

std::string power_balance(std::span<OutputSummary const> scope, Language const& say) {
  constexpr std::array<std::string_view, 4> metrics = {"planned_gw", "gross_gw", "overlap_gw",
                                                       "facility_gw"};
  std::array<std::vector<OutputSummary const*>, 4> columns;
  for (std::size_t i = 0; i < metrics.size(); ++i) columns[i] = outputs_of(scope, metrics[i]);
  bool const is_complete = std::all_of(columns.begin(), columns.end(), [&](auto const& column) {
    return !column.empty() && column.size() == columns[0].size();
  });
  if (!is_complete) return "";

  double const largest = *columns[0].back()->mean + *columns[1].back()->mean;
  int const decimals = largest >= 1 ? 2 : 4;
  std::string text = say("From announced to delivered: means [GW]") + "\n" + balance_columns(say);
  for (std::size_t date = 0; date < columns[0].size(); ++date) {
    auto const mean = [&](std::size_t column) { return *columns[column][date]->mean; };
    auto const power = [&](std::size_t column) {
      return fmt::format("{:.{}f}", mean(column), decimals);
    };
    std::string const share = mean(0) > 0 ? percent(mean(3) / mean(0)) : "";
    text += trimmed(pad_right("  " + columns[0][date]->label.date, date_width) +
                    say.number(balance_row({power(0), power(1), power(2), power(3), share})));
  }
  return text;
}

}  // namespace nameplate
