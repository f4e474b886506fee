#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>

#include "host/catalog/read_entries.hpp"

namespace nameplate {
namespace {

/// The luck that phases of a build share; independent of the factors.
constexpr char const* site = "site";

constexpr double variance_tolerance = 1e-9;

std::vector<std::string> scope_words() {
  std::vector<std::string> words;
  for (Scope const scope :
       {Scope::global, Scope::region, Scope::platform, Scope::build, Scope::phase})
    words.emplace_back(name(scope));
  return words;
}

/// Whether the model can draw a parameter of this reach once per instance of the scope.
bool can_have(Reach reach, Scope scope) {
  switch (scope) {
    case Scope::global:
      return true;
    case Scope::region:
      return reach == Reach::build;
    case Scope::platform:
      return reach == Reach::mix;
    case Scope::build:
      return reach != Reach::portfolio;
    default:
      return reach == Reach::phase || reach == Reach::mix;
  }
}

void read_scope(TableReader& reader, Reach reach, Parameter& parameter) {
  reader.require("scope");
  auto const word = reader.word("scope", scope_words());
  parameter.scope = static_cast<Scope>(word.value_or(static_cast<std::size_t>(Scope::phase)));
  if (!word || can_have(reach, parameter.scope)) return;
  std::vector<std::string_view> possible;
  for (Scope const scope :
       {Scope::global, Scope::region, Scope::platform, Scope::build, Scope::phase})
    if (can_have(reach, scope)) possible.push_back(name(scope));
  reader.problem("scope", fmt::format("must be {} for this parameter, is \"{}\"",
                                      fmt::join(possible, " or "), name(parameter.scope)));
}

void read_unit(TableReader& reader, ParameterInfo const& row, Parameter& parameter) {
  parameter.unit = row.unit;
  bool const is_latent = &row == &info(ParameterId::completion);
  std::string const unit = is_latent ? reader.text("unit") : reader.required_text("unit");
  if (!unit.empty() && unit != row.unit)
    reader.problem("unit", fmt::format("must be \"{}\", is \"{}\"", row.unit, unit));
}

void read_by_status(TableReader& reader, ParameterInfo const& row, Allowed const& allowed,
                    Parameter& parameter) {
  Node const* const node = reader.find("by_status");
  if (!node) return;
  if (row.reach != Reach::phase)
    reader.problem("by_status", "is for parameters of a phase: only a phase has a status");
  TableReader laws(*node, reader.place("by_status"), reader.problems());
  std::vector<std::string> const words = status_words();
  for (std::size_t i = 0; i < words.size(); ++i)
    if (Node const* const law = laws.find(words[i]))
      parameter.law_by_status[i] = read_law(*law, laws.place(words[i]), allowed, reader.problems());
  laws.finish();
}

void read_own_laws(TableReader& reader, ParameterInfo const& row, Parameter& parameter) {
  Node const* const distribution = reader.find("distribution");
  if (&row == &info(ParameterId::completion)) {
    for (char const* const key : {"distribution", "by_status"})
      if (reader.find(key)) reader.problem(key, completion_takes_no_law);
    return;
  }
  Allowed const allowed{row.min, row.max, row.min_exclusive};
  if (distribution)
    parameter.law =
        read_law(*distribution, reader.place("distribution"), allowed, reader.problems());
  read_by_status(reader, row, allowed, parameter);
}

void check_site(TableReader& loadings, Scope scope) {
  if (scope == Scope::build || scope == Scope::phase) return;
  loadings.problem(site, fmt::format("is for scopes build and phase, not {}", name(scope)));
}

/// Reports loadings that leave no room for the parameter's own draw.
void check_loadings(TableReader& reader, Factors const& factors, std::string const& name,
                    std::map<std::string, double> const& loadings) {
  auto const loading_of = [&](std::string const& factor) {
    auto const found = loadings.find(factor);
    return found == loadings.end() ? 0.0 : found->second;
  };
  double variance = loading_of(site) * loading_of(site);
  for (std::size_t i = 0; i < factors.correlation.size(); ++i)
    for (std::size_t j = 0; j < factors.correlation.size(); ++j)
      variance +=
          loading_of(factors.names[i]) * factors.correlation[i][j] * loading_of(factors.names[j]);
  if (variance > 1 + variance_tolerance)
    reader.problem("loadings",
                   fmt::format("explain {:.6g} of the variance of {} (the sum of loading times "
                               "correlation times loading), must be at most 1",
                               variance, name));
}

}  // namespace

std::map<std::string, double> read_loadings(TableReader& reader, Factors const& factors,
                                            std::string const& name, Scope scope) {
  std::map<std::string, double> loadings;
  Node const* const node = reader.find("loadings");
  if (!node) return loadings;
  TableReader table(*node, reader.place("loadings"), reader.problems());
  std::vector<std::string> names = factors.names;
  names.emplace_back(site);
  for (std::string const& factor : names)
    if (auto const loading = table.number(factor, {.min = -1, .max = 1}))
      loadings[factor] = *loading;
  if (loadings.count(site) > 0) check_site(table, scope);
  table.finish();
  check_loadings(reader, factors, name, loadings);
  return loadings;
}

std::vector<std::string> parameter_names() {
  std::vector<std::string> names;
  for (ParameterInfo const& row : parameter_table)
    if (&row != &info(ParameterId::basis)) names.emplace_back(row.name);
  return names;
}

ParameterInfo const* find_parameter_info(std::string_view name) {
  auto const* const row =
      std::find_if(std::begin(parameter_table), std::end(parameter_table),
                   [&](ParameterInfo const& info) { return info.name == name; });
  return row == std::end(parameter_table) || row == &info(ParameterId::basis) ? nullptr : row;
}

Parameter read_parameter(std::string const& name, Node const& node, References const& references,
                         Factors const& factors, Problems& problems) {
  Parameter parameter;
  parameter.name = name;
  parameter.at = node.at;
  TableReader reader(node, "parameters." + name, problems);
  ParameterInfo const* const row = find_parameter_info(name);
  if (!row) {
    bool const is_basis = name == info(ParameterId::basis).name;
    reader.problem(is_basis
                       ? "is not declared: each build has its own `basis`"
                       : fmt::format("unknown parameter{}", suggestion(name, parameter_names())));
    return parameter;
  }
  read_scope(reader, row->reach, parameter);
  read_unit(reader, *row, parameter);
  read_own_laws(reader, *row, parameter);
  parameter.loadings = read_loadings(reader, factors, name, parameter.scope);
  parameter.evidence = read_evidence(reader, references);
  reader.finish();
  return parameter;
}

}  // namespace nameplate
