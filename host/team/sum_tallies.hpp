#pragma once

#include "nameplate/tallies.hpp"
#include "nameplate/team.hpp"

namespace nameplate {

/// Adds up the tallies of all processes of a team and gives each the sum. Only the parts of the
/// histograms that some process has used travel. Collective. \pre all are of the same plan
void sum_tallies(Team& team, Tallies& tallies) noexcept;  // the others wait: no way out but the end

}  // namespace nameplate
