#pragma once

#include "nameplate/run.hpp"

namespace nameplate {

/// Tallies of two plans on the same paths, and of their difference path by path: alternative minus
/// base, undefined where either has no value.
struct PairTallies {
  Tallies base;         ///< of the base
  Tallies alternative;  ///< of the alternative
  Tallies difference;   ///< of alternative minus base
};

/// A comparison that has run.
struct Comparison {
  Plan difference;      ///< `difference_plan`
  PairTallies tallies;  ///< of both and of their difference
  PathSet paths;        ///< that they are of: fewer than asked if the run was stopped
  RunFacts facts;       ///< what ran
};

/// Whether the outputs of two plans are the same by metric, scope and date.
bool have_same_outputs(Plan const& a, Plan const& b);

/// Labels and tally ranges of the differences of two plans with the outputs of `base`; evaluates
/// nothing.
Plan difference_plan(Plan const& base);

/// Evaluates two plans with common random numbers: what both have draws the same values on a path.
/// The tallies depend on the plans, seed and path range only. \throws std::invalid_argument unless
/// they have the same outputs; else as `run`
Comparison compare(Plan const& base, Plan const& alternative, RunOptions const& options);

}  // namespace nameplate
