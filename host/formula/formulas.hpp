#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "host/catalog/problems.hpp"
#include "host/formula/program.hpp"
#include "nameplate/catalog.hpp"

/// The formulas of a catalog.
namespace nameplate {

/// A metric of the catalog's own, ready to be compiled into a plan.
struct Formula {
  FormulaMetric const* metric = nullptr;
  Program program;
};

/// What formulas may read besides each other: the model's metrics, users of the catalog's uses, and
/// its inputs.
Symbols symbols_of(Catalog const& catalog);

/// All of them, each after those that it reads. What is wrong goes to the problems; that formula
/// and those that read it are then left out.
std::vector<Formula> translate_formulas(Catalog const& catalog, Problems& problems);

/// Those that `wanted` names, and what these read. \pre the catalog has been checked
std::vector<Formula> translate_formulas(Catalog const& catalog,
                                        std::vector<std::string> const& wanted);

/// Whether the model has a metric of that name, or the name begins as users of a use do.
bool is_model_metric(std::string_view name);

/// Reports an id that formulas could not use or would misread.
void check_formula_name(std::string const& id, Location const& at, std::string const& place,
                        Problems& problems);

/// The unit that stands at `place`; what is wrong goes to the problems.
std::optional<Unit> read_unit(std::string const& text, Location const& at, std::string const& place,
                              Problems& problems);

}  // namespace nameplate
