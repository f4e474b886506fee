#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/catalog/document.hpp"
#include "host/catalog/fit.hpp"
#include "host/catalog/problems.hpp"
#include "host/catalog/table_reader.hpp"
#include "nameplate/distribution.hpp"

namespace nameplate {

/// A law written as { family = "...", ... }.
std::optional<Distribution> read_law_table(Node const& node, std::string const& place,
                                           Problems& problems);

/// `clip_min`, `clip_max` and, of a law that can be cut, `min` and `max`.
void read_bounds(TableReader& reader, bool truncatable, Distribution& law);

/// Whether a law of the family takes `min` and `max` as cuts.
bool is_truncatable(Family family);

/// The law of a family whose parameters the table states.
std::optional<Distribution> read_law_parameters(TableReader& reader, Family family);

/// The law of a family through quantiles in increasing order, as many as the family takes; the
/// table states what they leave open (a shift, the interval of a beta).
std::optional<Distribution> fit_law(TableReader& reader, Family family,
                                    std::vector<Quantile> const& quantiles);

}  // namespace nameplate
