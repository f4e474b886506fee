#pragma once

#include <functional>
#include <string>

#include "host/results/json_parts.hpp"
#include "nameplate/plan.hpp"
#include "nameplate/run.hpp"

namespace nameplate {

/// What a report shows besides the results that were asked for (docs/results.md, "Reports"), from
/// the same catalog, conditions, seed and first paths, at most
/// a million of them:
///
///   months       results of the first scope, by month from the epoch to the last date
///   builds       results of every build at the last date
///   convergence  the median of the power online at the last date after 2^k paths
///   claims       results of `nameplate claims`; null if the catalog has none
///   sensitivity  results of `nameplate sensitivity` for the last date; null, with `no_sensitivity`
///                saying why, where there is none
///
/// `first_scope`, `last_date`: as the results have them. `step` is told of each part before it
/// starts, for people. \throws what `run` throws
Json study(Catalog const& catalog, Request const& request, std::string const& first_scope,
           std::string const& last_date, RunOptions options,
           std::function<void(std::string const& part)> const& step);

}  // namespace nameplate
