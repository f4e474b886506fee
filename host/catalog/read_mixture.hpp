#pragma once

#include <optional>
#include <string>

#include "host/catalog/document.hpp"
#include "host/catalog/problems.hpp"
#include "nameplate/distribution.hpp"

namespace nameplate {

/// A law written as { mixture = [{ weight = ..., distribution = ... }, ...], ... }: of discrete
/// laws a discrete one; of uniform, empirical and discrete laws an empirical one; else a mixture of
/// continuous laws whose quantile function a table can hold.
std::optional<Distribution> read_mixture(Node const& node, std::string const& place,
                                         Problems& problems);

}  // namespace nameplate
