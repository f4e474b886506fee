#pragma once

#include "kernels/parameters.hpp"
#include "nameplate/catalog.hpp"

namespace nameplate {

/// The catalog with every uncertain law of a parameter replaced by its own quantile at `p`: those
/// by status, of regions, platforms, builds and phases included. Other parameters' draws stay the
/// same.
Catalog at_quantile(Catalog catalog, ParameterId parameter, double p);

}  // namespace nameplate
