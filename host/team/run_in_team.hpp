#pragma once

#include "host/team/run_paths.hpp"

namespace nameplate {

/// As run_paths, in this process alone; with `claim` as run_executors.
Outcome run_alone(MakeExecutors const& make, std::span<Plan const* const> plans,
                  RunOptions const& options, ClaimPositions claim);

/// As run_paths, with the team of `options`: its processes claim paths from one list, each at its
/// own speed, and their tallies are added up. Collective. \throws TeamFailure if they were not all
/// given the same, or if one of them fails
Outcome run_in_team(MakeExecutors const& make, std::span<Plan const* const> plans,
                    RunOptions const& options);

}  // namespace nameplate
