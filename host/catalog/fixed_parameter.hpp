#pragma once

#include <string_view>
#include <vector>

#include "nameplate/catalog.hpp"

/// What if a parameter were known? A parameter is named as in the catalog; the three laws of uses
/// (`tokens_per_use`, `uses_per_user_day`, `peak_to_mean`) count as parameters of all uses; an
/// input is `inputs.NAME`.
namespace nameplate {

/// The catalog with `x` in place of every uncertain law of a parameter: its own, those by status,
/// and those of regions, platforms, builds, phases and uses. What is known exactly stays, and no
/// other parameter's draws change. \pre the parameter may have the value `x`
Catalog with_parameter(Catalog catalog, std::string_view parameter, double x);

/// The same with each law at its own quantile at `p`.
Catalog at_quantile(Catalog catalog, std::string_view parameter, double p);

}  // namespace nameplate
