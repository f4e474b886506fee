#pragma once

#include <optional>
#include <string>

#include "host/catalog/document.hpp"
#include "host/catalog/problems.hpp"
#include "nameplate/distribution.hpp"

namespace nameplate {

/// A law as a catalog writes it: a number, "LOW to HIGH", or a table with a family and its
/// parameters or quantiles (docs/catalog.md, "Distributions"). None, with problems, if it cannot be
/// understood or does not exist.
std::optional<Distribution> read_distribution(Node const& node, std::string const& place,
                                              Problems& problems);

}  // namespace nameplate
