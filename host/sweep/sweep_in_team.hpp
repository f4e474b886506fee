#pragma once

#include "host/sweep/run_sweep.hpp"
#include "host/sweep/sweep_round.hpp"

namespace nameplate {

/// run_sweep by all processes of a team: they take scenarios from one counter, in rounds, after
/// each of which rank 0 gets the records of all. `first` is that of rank 0. Collective.
RunFacts sweep_in_team(ScenarioPlans const& plans, std::size_t first, SweepSink const& sink,
                       RunOptions const& options);

}  // namespace nameplate
