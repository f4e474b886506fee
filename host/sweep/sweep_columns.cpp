#include "host/sweep/sweep_columns.hpp"

#include "host/sweep/sweep_csv.hpp"

namespace nameplate {
namespace {

template <class T>
using Optionals = std::vector<std::optional<T>>;

/// The same text in every row.
ArrowColumn repeated(std::size_t rows, std::optional<std::string> const& text) {
  return {ArrowType::utf8, Optionals<std::string>(rows, text), {}, {}};
}

ArrowColumn texts(Summary const& summary, std::string OutputLabel::*part) {
  ArrowColumn column{ArrowType::utf8, {}, {}, {}};
  for (OutputSummary const& output : summary.outputs) column.texts.emplace_back(output.label.*part);
  return column;
}

ArrowColumn counts(Summary const& summary, std::uint64_t OutputSummary::*count) {
  ArrowColumn column{ArrowType::uint64, {}, {}, {}};
  for (OutputSummary const& output : summary.outputs) column.counts.emplace_back(output.*count);
  return column;
}

ArrowColumn numbers(Summary const& summary, std::optional<double> OutputSummary::*number) {
  ArrowColumn column{ArrowType::float64, {}, {}, {}};
  for (OutputSummary const& output : summary.outputs) column.numbers.push_back(output.*number);
  return column;
}

ArrowColumn quantile(Summary const& summary, std::size_t position, double QuantileEstimate::*end) {
  ArrowColumn column{ArrowType::float64, {}, {}, {}};
  for (OutputSummary const& output : summary.outputs) {
    bool const has_value = position < output.quantiles.size();
    column.numbers.push_back(has_value ? std::optional(output.quantiles[position].*end)
                                       : std::nullopt);
  }
  return column;
}

/// All columns, in the order of sweep_columns.
std::vector<ArrowColumn> columns_of(Sweep const& sweep, std::size_t scenario,
                                    Summary const& summary) {
  std::size_t const rows = summary.outputs.size();
  std::vector<ArrowColumn> columns = {repeated(rows, sweep.scenarios[scenario].id)};
  for (SweptValue const* value : values_by_key(sweep, scenario))
    columns.push_back(repeated(rows, value != nullptr ? std::optional(value->text) : std::nullopt));
  for (auto const part :
       {&OutputLabel::scope, &OutputLabel::metric, &OutputLabel::date, &OutputLabel::unit})
    columns.push_back(texts(summary, part));
  for (auto const count : {&OutputSummary::paths, &OutputSummary::undefined})
    columns.push_back(counts(summary, count));
  for (auto const number : {&OutputSummary::mean, &OutputSummary::mean_standard_error,
                            &OutputSummary::standard_deviation})
    columns.push_back(numbers(summary, number));
  for (std::size_t i = 0; i < sweep_quantiles().size(); ++i)
    for (auto const end :
         {&QuantileEstimate::value, &QuantileEstimate::low, &QuantileEstimate::high})
      columns.push_back(quantile(summary, i, end));
  return columns;
}

}  // namespace

std::string columnar_head(Sweep const& sweep) {
  std::vector<std::string> const names = sweep_columns(sweep);
  std::vector<ArrowColumn> const columns = columns_of(sweep, 0, {});
  std::vector<ArrowField> fields;
  for (std::size_t i = 0; i < names.size(); ++i) fields.push_back({names[i], columns[i].type});
  return arrow_schema(fields);
}

std::string columnar_batch(Sweep const& sweep, std::size_t scenario, Summary const& summary) {
  return arrow_batch(columns_of(sweep, scenario, summary), summary.outputs.size());
}

}  // namespace nameplate
