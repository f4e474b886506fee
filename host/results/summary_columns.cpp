#include "host/results/summary_columns.hpp"

#include <fmt/format.h>

namespace nameplate {
namespace {

NamedColumn texts(char const* name, Summary const& summary, std::string OutputLabel::*part) {
  ArrowColumn column{ArrowType::utf8, {}, {}, {}};
  for (OutputSummary const& output : summary.outputs) column.texts.emplace_back(output.label.*part);
  return {name, std::move(column)};
}

NamedColumn counts(char const* name, Summary const& summary, std::uint64_t OutputSummary::*count) {
  ArrowColumn column{ArrowType::uint64, {}, {}, {}};
  for (OutputSummary const& output : summary.outputs) column.counts.emplace_back(output.*count);
  return {name, std::move(column)};
}

NamedColumn numbers(char const* name, Summary const& summary,
                    std::optional<double> OutputSummary::*number) {
  ArrowColumn column{ArrowType::float64, {}, {}, {}};
  for (OutputSummary const& output : summary.outputs) column.numbers.push_back(output.*number);
  return {name, std::move(column)};
}

NamedColumn quantile(std::string name, Summary const& summary, std::size_t position,
                     double QuantileEstimate::*end) {
  ArrowColumn column{ArrowType::float64, {}, {}, {}};
  for (OutputSummary const& output : summary.outputs) {
    bool const has_value = position < output.quantiles.size();
    column.numbers.push_back(has_value ? std::optional(output.quantiles[position].*end)
                                       : std::nullopt);
  }
  return {std::move(name), std::move(column)};
}

}  // namespace

std::vector<NamedColumn> summary_columns(Summary const& summary, std::vector<double> const& p) {
  std::vector<NamedColumn> columns = {
      texts("scope", summary, &OutputLabel::scope),
      texts("metric", summary, &OutputLabel::metric),
      texts("date", summary, &OutputLabel::date),
      texts("unit", summary, &OutputLabel::unit),
      counts("paths", summary, &OutputSummary::paths),
      counts("undefined", summary, &OutputSummary::undefined),
      numbers("mean", summary, &OutputSummary::mean),
      numbers("mean_standard_error", summary, &OutputSummary::mean_standard_error),
      numbers("standard_deviation", summary, &OutputSummary::standard_deviation)};
  columns.reserve(columns.size() + 3 * p.size());
  for (std::size_t i = 0; i < p.size(); ++i) {
    std::string const name = fmt::format("p{:g}", 100 * p[i]);
    columns.push_back(quantile(name, summary, i, &QuantileEstimate::value));
    columns.push_back(quantile(name + "_low", summary, i, &QuantileEstimate::low));
    columns.push_back(quantile(name + "_high", summary, i, &QuantileEstimate::high));
  }
  return columns;
}

std::string summary_stream(Summary const& summary, std::vector<double> const& p) {
  std::vector<ArrowField> fields;
  std::vector<ArrowColumn> columns;
  for (NamedColumn& each : summary_columns(summary, p)) {
    fields.push_back({std::move(each.name), each.column.type});
    columns.push_back(std::move(each.column));
  }
  return arrow_schema(fields) + arrow_batch(columns, summary.outputs.size()) + arrow_end();
}

}  // namespace nameplate
