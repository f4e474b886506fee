#include <fmt/format.h>

#include <cmath>

#include "host/catalog/law_table.hpp"
#include "host/catalog/read_distribution.hpp"
#include "host/catalog/read_entries.hpp"

namespace nameplate {
namespace {

/// An unbounded tail is looked at down to this probability; so is the end of a law at a bound that
/// is not allowed itself, such as the 0 of a beta law for something that must be above 0.
constexpr double tail_probability = 1e-9;

/// What to do about a law that reaches beyond a bound. `comparison`: how a clip must stand to it.
std::string remedy(Distribution const& law, std::string_view end, std::string_view comparison,
                   double bound) {
  std::string text = fmt::format("clip it with clip_{} {} {}", end, comparison, bound);
  if (is_truncatable(law.family))
    text = fmt::format("truncate it with {} = {}, {}", end, bound, text);
  return text + ", or choose a narrower law";
}

void check_range(Law const& law, std::string const& place, Allowed const& allowed,
                 Problems& problems) {
  Distribution const& distribution = law.distribution;
  auto const fail = [&](double reached, std::string const& advice) {
    problems.add(
        law.at, place,
        fmt::format("must be {}, {} {:.6g}{}", to_string(allowed),
                    distribution.is_constant() ? "is" : "but the law reaches", reached, advice));
  };
  double low = quantile(distribution, 0), high = quantile(distribution, 1);
  if (std::isinf(low) || (allowed.min_exclusive && low == allowed.min))
    low = quantile(distribution, tail_probability);
  if (std::isinf(high)) high = quantile(distribution, 1 - tail_probability);
  if (distribution.is_constant()) {
    if (!allowed.contains(low)) fail(low, "");
    return;
  }
  bool const low_is_allowed = allowed.min_exclusive
                                  ? static_cast<float>(low) > static_cast<float>(allowed.min)
                                  : low >= allowed.min;
  if (!low_is_allowed)
    fail(low, ": " + remedy(distribution, "min", allowed.min_exclusive ? ">" : "=", allowed.min));
  if (high > allowed.max) fail(high, ": " + remedy(distribution, "max", "=", allowed.max));
}

/// Whether a law for a parameter of this scope may stand in such an entry: in the instance that
/// draws it, or in a build or phase, which then draws for itself.
bool may_hold(Scope holder, Scope scope) {
  return holder == scope || holder == Scope::build || holder == Scope::phase;
}

/// Reports a law in a build or phase for which the model keeps no value of the parameter apart.
void check_reach(TableReader& laws, std::string const& parameter, Scope holder, Reach reach) {
  if (reach == Reach::portfolio && (holder == Scope::build || holder == Scope::phase))
    laws.problem(parameter,
                 fmt::format("is one value for all builds: it stands in parameters.{}", parameter));
  if (reach == Reach::build && holder == Scope::phase)
    laws.problem(parameter, "is one value for all phases: it stands in the build's parameters");
}

void check_holder(TableReader& laws, std::string const& parameter, Scope holder, Scope scope) {
  if (may_hold(holder, scope)) return;
  std::string places = "a build or phase";
  if (scope == Scope::region || scope == Scope::platform)
    places = fmt::format("a {}, build or phase", name(scope));
  laws.problem(parameter, fmt::format("has scope {}: its own laws stand in {}, not in a {}",
                                      name(scope), places, name(holder)));
}

/// What the model knows of a parameter that an entry has a law for; none, with a problem, if it may
/// not.
ParameterInfo const* find_row(TableReader& laws, std::string const& parameter,
                              References const& references) {
  ParameterInfo const* const row = find_parameter_info(parameter);
  if (!row) {
    laws.problem(parameter,
                 fmt::format("unknown parameter{}", suggestion(parameter, parameter_names())));
  } else if (row == &info(ParameterId::completion)) {
    laws.problem(parameter, completion_takes_no_law);
  } else if (references.parameters.count(parameter) == 0) {
    laws.problem(parameter, fmt::format("is not declared: [parameters.{}] is missing", parameter));
  } else {
    return row;
  }
  return nullptr;
}

}  // namespace

Law read_law(Node const& node, std::string const& place, Allowed const& allowed,
             Problems& problems) {
  Law law{.distribution = constant(0), .at = node.at};
  std::optional<Distribution> distribution = read_distribution(node, place, problems);
  if (!distribution) return law;
  law.distribution = std::move(*distribution);
  check_range(law, place, allowed, problems);
  return law;
}

Laws read_laws(TableReader& reader, Scope holder, References const& references) {
  Laws laws;
  Node const* const node = reader.find("parameters");
  if (!node) return laws;
  TableReader entries(*node, reader.place("parameters"), reader.problems());
  if (!node->table()) return laws;
  for (auto const& [parameter, value] : *node->table()) {
    ParameterInfo const* const row = find_row(entries, parameter, references);
    if (!row) continue;
    check_holder(entries, parameter, holder, references.parameters.at(parameter).scope);
    check_reach(entries, parameter, holder, row->reach);
    Allowed const allowed{row->min, row->max, row->min_exclusive};
    laws[parameter] = read_law(value, entries.place(parameter), allowed, reader.problems());
  }
  return laws;
}

}  // namespace nameplate
