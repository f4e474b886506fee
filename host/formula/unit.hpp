#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nameplate {

/// Powers of base units, none of them 0: {"USD": 1, "W": -1, "h": -1} is money per energy.
using Dimension = std::map<std::string, double>;

/// A unit as a multiple of base units: a kWh is 1000 W h.
struct Unit {
  Dimension dimension;
  double factor = 1;
};

Unit operator*(Unit a, Unit const& b);
Unit operator/(Unit const& a, Unit const& b);
Unit power(Unit const& unit, double exponent);

/// "W h", "USD/W/h", "1": for messages.
std::string to_string(Dimension const& dimension);

/// A unit by its name, prefix included: "kWh", "USD", "households"; empty if there is none.
std::optional<Unit> find_unit(std::string_view name);

/// Names of all units, for suggestion().
std::vector<std::string> unit_names();

/// A unit as it stands in results and catalogs: "USD/kWh", "USD bn", "T tokens/day", "W/m^2", "1".
/// Words stand for a product, and each slash divides by what follows it up to the next one.
/// \throws FormulaError
Unit parse_unit(std::string_view text);

}  // namespace nameplate
