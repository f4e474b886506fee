#include "host/formula/unit.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <iterator>

#include "host/catalog/problems.hpp"
#include "host/formula/formula_error.hpp"

namespace nameplate {
namespace {

struct NamedUnit {
  char const* name;
  Unit unit;
  bool takes_prefix = false;
};

/// A model year has 365 days. People, devices and money are counted, each in a unit of its own.
std::vector<NamedUnit> const& named_units() {
  static std::vector<NamedUnit> const units = [] {
    Dimension const power{{"W", 1}}, energy{{"W", 1}, {"h", 1}}, time{{"h", 1}}, mass{{"t", 1}};
    Dimension const volume{{"L", 1}};
    std::vector<NamedUnit> table = {
        {"W", {power, 1}, true},
        {"Wh", {energy, 1}, true},
        {"J", {energy, 1.0 / 3600}, true},
        {"s", {time, 1.0 / 3600}},
        {"min", {time, 1.0 / 60}},
        {"h", {time, 1}},
        {"day", {time, 24}},
        {"days", {time, 24}},
        {"month", {time, 730}},
        {"months", {time, 730}},
        {"year", {time, 8760}},
        {"years", {time, 8760}},
        {"g", {mass, 1e-6}, true},
        {"t", {mass, 1}, true},
        {"L", {volume, 1}, true},
        {"m3", {volume, 1000}},
        {"FLOP", {{{"FLOP", 1}}, 1}, true},
        {"1", {}},
        {"%", {{}, 0.01}},
        {"CO2", {}},
        {"thousand", {{}, 1e3}},
        {"million", {{}, 1e6}},
        {"bn", {{}, 1e9}},
        {"T", {{}, 1e12}},
    };
    for (char const* const counted :
         {"USD", "H100e", "households", "packages", "dies", "tokens", "users", "uses"})
      table.push_back({counted, {{{counted, 1}}, 1}});
    for (char const* const counted : {"household", "package", "token", "user", "use"})
      table.push_back({counted, {{{fmt::format("{}s", counted), 1}}, 1}});
    table.push_back({"die", {{{"dies", 1}}, 1}});
    return table;
  }();
  return units;
}

struct Prefix {
  char name;
  double factor;
};
constexpr Prefix prefixes[] = {{'k', 1e3},  {'M', 1e6},  {'G', 1e9},
                               {'T', 1e12}, {'P', 1e15}, {'E', 1e18}};

/// A name with an optional whole power: "m^2".
Unit parse_factor(std::string_view word, std::size_t at) {
  std::size_t const caret = std::min(word.find('^'), word.size());
  std::string_view const name = word.substr(0, caret);
  std::optional<Unit> const unit = find_unit(name);
  if (!unit)
    throw FormulaError(fmt::format("unknown unit \"{}\"{}", name, suggestion(name, unit_names())),
                       at, name.size());
  if (caret == word.size()) return *unit;
  int exponent = 0;
  char const* const last = word.data() + word.size();
  auto const [end, error] = std::from_chars(word.data() + caret + 1, last, exponent);
  if (error != std::errc{} || end != last || exponent < -9 || exponent > 9)
    throw FormulaError(fmt::format("\"{}\": a unit's power is a whole number from -9 to 9", word),
                       at, word.size());
  return power(*unit, exponent);
}

}  // namespace

Unit operator*(Unit a, Unit const& b) {
  a.factor *= b.factor;
  for (auto const& [base, exponent] : b.dimension)
    if ((a.dimension[base] += exponent) == 0) a.dimension.erase(base);
  return a;
}

Unit operator/(Unit const& a, Unit const& b) { return a * power(b, -1); }

Unit power(Unit const& unit, double exponent) {
  Unit result{{}, std::pow(unit.factor, exponent)};
  if (exponent == 0) return result;
  for (auto const& [base, own] : unit.dimension) result.dimension[base] = own * exponent;
  return result;
}

std::string to_string(Dimension const& dimension) {
  std::string above, below;
  for (auto const& [base, exponent] : dimension) {
    double const size = std::abs(exponent);
    std::string const word = size == 1 ? base : fmt::format("{}^{:g}", base, size);
    if (exponent < 0)
      below += "/" + word;
    else
      above += (above.empty() ? "" : " ") + word;
  }
  return (above.empty() ? "1" : above) + below;
}

std::optional<Unit> find_unit(std::string_view name) {
  for (NamedUnit const& known : named_units())
    if (known.name == name) return known.unit;
  for (Prefix const& prefix : prefixes) {
    if (name.empty() || name[0] != prefix.name) continue;
    for (NamedUnit const& known : named_units())
      if (known.takes_prefix && known.name == name.substr(1))
        return Unit{known.unit.dimension, known.unit.factor * prefix.factor};
  }
  return std::nullopt;
}

std::vector<std::string> unit_names() {
  std::vector<std::string> names;
  names.reserve(named_units().size());
  for (NamedUnit const& known : named_units()) {
    names.emplace_back(known.name);
    if (!known.takes_prefix) continue;
    for (Prefix const& prefix : prefixes)
      names.push_back(fmt::format("{}{}", prefix.name, known.name));
  }
  return names;
}

Unit parse_unit(std::string_view text) {
  Unit unit;
  bool divides = false, has_factor = false;
  for (std::size_t at = 0; at < text.size();) {
    char const c = text[at];
    if (c == ' ') {
      ++at;
    } else if (c == '/') {
      if (!has_factor) throw FormulaError("a unit must stand before the slash", at);
      divides = true, has_factor = false;
      ++at;
    } else {
      std::size_t const end = std::min(text.find_first_of(" /", at), text.size());
      Unit const factor = parse_factor(text.substr(at, end - at), at);
      unit = divides ? unit / factor : unit * factor;
      has_factor = true;
      at = end;
    }
  }
  if (!has_factor) throw FormulaError("a unit must stand here", text.size());
  return unit;
}

}  // namespace nameplate
