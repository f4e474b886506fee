#pragma once

#include "nameplate/run.hpp"

namespace nameplate {

/// Tallies of two plans on the same paths, and of their difference path by path: alternative minus
/// base, undefined where either has no value.
struct PairTallies {
  Tallies base, alternative, difference;
};

struct Comparison {
  Plan difference;  // labels and tally ranges of the differences, by output; evaluates nothing
  PairTallies tallies;
  PathSet paths;  // that they are of: fewer than asked if the run was stopped
  RunFacts facts;
};

/// Evaluates two plans with common random numbers: what both have draws the same values on a path.
/// The tallies depend on the plans, seed and path range only. \throws std::invalid_argument unless
/// both plans have the same outputs, by metric, scope and date; else as `run`
Comparison compare(Plan const& base, Plan const& alternative, RunOptions const& options);

}  // namespace nameplate
