#include "host/results/table_block.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

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

Layout layout_of(std::span<OutputSummary const> outputs) {
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
  layout.unit = display_unit(outputs.front().label.unit, largest);
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

std::string heading(OutputLabel const& label, Layout const& layout) {
  std::string title = label.title;
  title[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(title[0])));
  if (is_flow(label)) title += ", 12 months to the date";
  if (layout.unit.unit != "1") title += fmt::format(" [{}]", layout.unit.unit);
  if (display_width(title) + 2 + display_width(label.metric) > text_width)
    return title + "\n" + pad_left(label.metric, text_width) + "\n";
  return pad_right(title, text_width - display_width(label.metric)) + label.metric + "\n";
}

std::string column_names(OutputSummary const& first, Layout const& layout) {
  std::string line(date_width, ' ');
  for (QuantileEstimate const& quantile : first.quantiles)
    line += pad_right(pad_left(fmt::format("P{:g}", 100 * quantile.p), before_point), number_width);
  line += pad_right(pad_left("mean ± error", mean_before_point + 8), mean_width);
  if (layout.has_zero) line += pad_left("zero", share_width);
  if (layout.has_undefined) line += pad_left("no value", share_width + 2);
  return line;
}

std::string row(OutputSummary const& output, double limit, Layout const& layout) {
  std::string line = pad_right("  " + output.label.date, date_width);
  if (output.quantiles.empty()) return line + "  no value on any path";
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
  return line;
}

/// Means of a metric by date; empty if the scope does not report it.
std::vector<OutputSummary const*> outputs_of(std::span<OutputSummary const> scope,
                                             std::string_view metric) {
  std::vector<OutputSummary const*> found;
  for (OutputSummary const& output : scope)
    if (output.label.metric == metric && output.mean) found.push_back(&output);
  return found;
}

}  // namespace

std::string metric_block(std::span<OutputSummary const> outputs, std::span<double const> limits) {
  Layout const layout = layout_of(outputs);
  std::string text = heading(outputs.front().label, layout);
  auto const with_values = std::find_if(
      outputs.begin(), outputs.end(), [](auto const& output) { return !output.quantiles.empty(); });
  if (with_values != outputs.end()) text += trimmed(column_names(*with_values, layout));
  for (std::size_t i = 0; i < outputs.size(); ++i)
    text += trimmed(row(outputs[i], limits[i], layout));
  if (with_values != outputs.end() && outputs.front().tail)
    text += tail_block(outputs, limits, layout.unit);
  if (layout.has_overflow)
    text += fmt::format("  the mean leaves out paths above the tallied range, {} and more\n",
                        significant(limits.front() / layout.unit.factor));
  return text;
}

std::string power_balance(std::span<OutputSummary const> scope) {
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
  std::string text = "From announced to delivered: means [GW]\n";
  text += std::string(date_width, ' ') +
          " planned, net   online, gross   - overlap   = online, net   net / planned\n";
  for (std::size_t date = 0; date < columns[0].size(); ++date) {
    auto const mean = [&](std::size_t column) { return *columns[column][date]->mean; };
    auto const power = [&](std::size_t column) {
      return fmt::format("{:.{}f}", mean(column), decimals);
    };
    std::string const share = mean(0) > 0 ? percent(mean(3) / mean(0)) : "";
    text += trimmed(pad_right("  " + columns[0][date]->label.date, date_width) +
                    pad_left(power(0), 13) + pad_left(power(1), 16) + pad_left(power(2), 12) +
                    pad_left(power(3), 16) + pad_left(share, 16));
  }
  return text;
}

}  // namespace nameplate
