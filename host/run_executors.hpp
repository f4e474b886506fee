#pragma once

#include <span>
#include <vector>

#include "host/executor.hpp"

namespace nameplate {

struct Outcome {
  std::vector<Tallies> tallies;  // one for each plan
  PathSet paths;                 // that they are of
  RunFacts facts;                // without the backend
};

/// Runs the paths of `options` on all executors, which share them by their speed, and adds up their
/// tallies of `plans`. With `claim`, shares the paths with other processes; the last snapshot is
/// then of all that this one has done. \throws the first error of an executor, once the others have
/// finished what they had taken and the snapshot is made
Outcome run_executors(Executors executors, std::span<Plan const* const> plans,
                      RunOptions const& options, ClaimPositions claim = {});

}  // namespace nameplate
