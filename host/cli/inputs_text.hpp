#pragma once

#include <string>

#include "kernels/parameters.hpp"
#include "nameplate/catalog.hpp"

/// The parameters that a metric reads, in words, for `explain`.
namespace nameplate {

/// A parameter with the laws that the catalog gives for it, and where else it has one.
std::string input_text(Catalog const& catalog, ParameterId id);

/// A parameter with the laws that hold in `build`, and for which of its phases and platforms.
std::string input_text(Catalog const& catalog, ParameterId id, Build const& build);

/// A regional parameter with the law that holds in `region`.
std::string input_text(Catalog const& catalog, ParameterId id, std::string const& region);

}  // namespace nameplate
