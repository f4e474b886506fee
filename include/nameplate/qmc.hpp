#pragma once

#include <cstdint>

#include "nameplate/run.hpp"
#include "nameplate/summary.hpp"

/// Randomized quasi-Monte Carlo (docs/qmc.md): paths at the points of a scrambled Sobol' sequence.
namespace nameplate {

/// Below which their spread says too little of the errors.
inline constexpr std::uint64_t fewest_randomizations = 4;

/// A run at Sobol' points.
struct QmcResult {
  Summary summary;  ///< intervals and errors by the spread of the randomizations
  RunFacts facts;   ///< what ran
};

/// Evaluates `options.paths` paths, an equal number in each randomization of the points, which must
/// be a power of two. Of the draws, those that the outputs depend on most get the first, best
/// distributed coordinates; draws beyond those that there are direction numbers for stay random.
/// The result depends on plan, seed, paths and randomizations only. \throws InputError if the
/// paths are no power of two in each randomization; RunError if the run is stopped; else as `run`
QmcResult run_qmc(Plan const& plan, RunOptions const& options, std::uint64_t randomizations);

}  // namespace nameplate
