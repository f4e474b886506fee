#include <fmt/format.h>

#include <cmath>

#include "host/catalog/checks.hpp"
#include "host/catalog/read_entries.hpp"
#include "host/formula/formulas.hpp"

namespace nameplate {
namespace {

std::string read_unit_text(TableReader& reader) {
  std::string unit = reader.required_text("unit");
  if (!unit.empty())
    read_unit(unit, reader.find("unit")->at, reader.place("unit"), reader.problems());
  return unit;
}

/// `range = [low, high]`, within what sums in fixed point can hold.
std::optional<TallyRange> read_range(TableReader& reader) {
  constexpr double least_low = 1e-30, least_high = 1e-11, greatest_high = 1e26;
  if (!reader.find("range")) return std::nullopt;
  std::vector<double> const ends = reader.numbers("range", positive);
  if (ends.size() == 2 && ends[0] >= least_low && ends[0] < ends[1] && ends[1] >= least_high &&
      ends[1] <= greatest_high)
    return TallyRange{ends[0], ends[1]};
  reader.problem("range", fmt::format("must be [low, high], the magnitudes to tally: low from {:g} "
                                      "to below high, high from {:g} to {:g}",
                                      least_low, least_high, greatest_high));
  return std::nullopt;
}

}  // namespace

Input read_input(std::string const& id, Node const& node, References const& references,
                 Factors const& factors, Problems& problems) {
  TableReader reader(node, "inputs." + id, problems);
  check_formula_name(id, node.at, "inputs", problems);
  Input input{.id = id,
              .unit = read_unit_text(reader),
              .value = {.distribution = constant(1), .at = node.at},
              .loadings = read_loadings(reader, factors, id, Scope::global),
              .evidence = {},
              .at = node.at};
  if (Node const* const value = reader.require("value"))
    input.value = read_law(*value, reader.place("value"), {}, problems);
  input.evidence = read_evidence(reader, references);
  reader.finish();
  return input;
}

FormulaMetric read_formula_metric(std::string const& id, Node const& node,
                                  References const& references, Problems& problems) {
  TableReader reader(node, "metrics." + id, problems);
  check_formula_name(id, node.at, "metrics", problems);
  FormulaMetric metric{.id = id,
                       .title = reader.required_text("title"),
                       .unit = read_unit_text(reader),
                       .formula = reader.required_text("formula"),
                       .range = read_range(reader),
                       .evidence = read_evidence(reader, references),
                       .at = node.at,
                       .formula_at = node.at};
  if (Node const* const formula = reader.find("formula")) metric.formula_at = formula->at;
  reader.finish();
  return metric;
}

void check_formulas(Catalog const& catalog, Problems& problems) {
  translate_formulas(catalog, problems);
}

}  // namespace nameplate
