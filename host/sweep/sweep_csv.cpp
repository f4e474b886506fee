#include "host/sweep/sweep_csv.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <iterator>

#include "host/results/csv_field.hpp"

namespace nameplate {
namespace {

using Number = std::optional<double>;

/// Blank where there is no estimate.
void add_number(std::string& text, Number const& number) {
  if (number)
    fmt::format_to(std::back_inserter(text), ",{}", *number);
  else
    text += ',';
}

}  // namespace

std::vector<double> const& sweep_quantiles() {
  static std::vector<double> const p = {0.05, 0.25, 0.5, 0.75, 0.95};
  return p;
}

std::vector<std::string> sweep_columns(Sweep const& sweep) {
  std::vector<std::string> columns = {"scenario"};
  for (SweptKey const& key : sweep.keys) columns.push_back(key.key);
  columns.insert(columns.end(), {"scope", "metric", "date", "unit", "paths", "undefined", "mean",
                                 "mean_standard_error", "standard_deviation"});
  for (double const p : sweep_quantiles())
    for (char const* const end : {"", "_low", "_high"})
      columns.push_back(fmt::format("p{:g}{}", 100 * p, end));
  return columns;
}

std::string csv_header(Sweep const& sweep) {
  std::string text;
  for (std::string const& column : sweep_columns(sweep))
    text += (text.empty() ? "" : ",") + csv_field(column);
  return text + "\n";
}

std::vector<SweptValue const*> values_by_key(Sweep const& sweep, std::size_t scenario) {
  std::vector<SweptValue const*> values(sweep.keys.size());
  for (Setting const& setting : sweep.scenarios[scenario].settings)
    values[setting.key] = &sweep.values[setting.value];
  return values;
}

std::string csv_rows(Sweep const& sweep, std::size_t scenario, Summary const& summary) {
  std::string prefix = csv_field(sweep.scenarios[scenario].id);
  for (SweptValue const* value : values_by_key(sweep, scenario))
    prefix += "," + (value != nullptr ? csv_field(value->text) : "");
  std::string text;
  for (OutputSummary const& output : summary.outputs) {
    OutputLabel const& label = output.label;
    fmt::format_to(std::back_inserter(text), "{},{},{},{},{},{},{}", prefix, csv_field(label.scope),
                   csv_field(label.metric), csv_field(label.date), csv_field(label.unit),
                   output.paths, output.undefined);
    for (Number const& number :
         {output.mean, output.mean_standard_error, output.standard_deviation})
      add_number(text, number);
    for (std::size_t i = 0; i < sweep_quantiles().size(); ++i) {
      bool const has_value = i < output.quantiles.size();
      QuantileEstimate const quantile = has_value ? output.quantiles[i] : QuantileEstimate{};
      for (double const value : {quantile.value, quantile.low, quantile.high})
        add_number(text, has_value ? Number(value) : Number());
    }
    text += '\n';
  }
  return text;
}

}  // namespace nameplate
