#pragma once

#include "host/catalog/problems.hpp"
#include "nameplate/catalog.hpp"

/// What entries of a catalog must be together, once each has been read.
namespace nameplate {

/// No region is its own ancestor.
void check_region_parents(Catalog const& catalog, Problems& problems);

/// No build is counted in itself, directly or through others; a group stands for each of its
/// members.
void check_overlaps(Catalog const& catalog, Problems& problems);

/// Every formula can be read, has the unit that it says and is not made from itself.
void check_formulas(Catalog const& catalog, Problems& problems);

/// Every parameter that the model needs is declared, and every build, phase, platform and region in
/// use finds a law for each declared one.
void check_completeness(Catalog const& catalog, Problems& problems);

}  // namespace nameplate
