#include "host/sweep/sweep_columns.hpp"

#include "host/results/summary_columns.hpp"
#include "host/sweep/sweep_csv.hpp"

namespace nameplate {
namespace {

/// The same text in every row.
ArrowColumn repeated(std::size_t rows, std::optional<std::string> const& text) {
  return {ArrowType::utf8, {rows, text}, {}, {}};
}

/// All columns, in the order of sweep_columns.
std::vector<ArrowColumn> columns_of(Sweep const& sweep, std::size_t scenario,
                                    Summary const& summary) {
  std::size_t const rows = summary.outputs.size();
  std::vector<ArrowColumn> columns = {repeated(rows, sweep.scenarios[scenario].id)};
  for (SweptValue const* value : values_by_key(sweep, scenario))
    columns.push_back(repeated(rows, value != nullptr ? std::optional(value->text) : std::nullopt));
  for (NamedColumn& each : summary_columns(summary, sweep_quantiles()))
    columns.push_back(std::move(each.column));
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
