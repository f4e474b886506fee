#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "nameplate/run.hpp"
#include "nameplate/summary.hpp"

/// Runs that go on until their estimates are precise enough.
namespace nameplate {

/// A bound on half of an estimate's 95 % interval.
struct PrecisionTarget {
  std::string text;          ///< as asked: "homes_energy@2030:p50 < 0.1%"
  std::size_t output = 0;    ///< of the plan
  std::optional<double> p;   ///< of a quantile; none: the mean
  double half_width = 0;     ///< in the output's unit, or relative to the estimate's magnitude
  bool is_relative = false;  ///< whether `half_width` is a part of the estimate's magnitude
};

/// Where an estimate stands.
struct PrecisionState {
  PrecisionTarget target;            ///< that it is of
  std::optional<double> half_width;  ///< as the target has it; none where there is no estimate
  bool is_reached = false;           ///< whether the estimate is within the bound
};

/// Where the estimates of a summary stand. \pre the summary has the quantiles of the targets
std::vector<PrecisionState> precision(std::vector<PrecisionTarget> const& targets,
                                      Summary const& summary);

/// A run that has ended, precise enough or not.
struct UntilResult {
  RunResult run;                       ///< without the paths of `options.done`
  std::uint64_t paths = 0;             ///< that were needed, those included
  std::vector<PrecisionState> states;  ///< in the order of the targets; none if the run was stopped
};

/// Runs as many paths as bring every target within its bound, at most those of `options`, looking
/// at fixed numbers of them: `look_after`. So where it stops depends on plan, seed and targets, and
/// a run that goes on, after `options.done` with the tallies `earlier`, stops where it would have
/// stopped without the break. \throws as `run`
UntilResult run_until(Plan const& plan, std::vector<PrecisionTarget> const& targets,
                      RunOptions const& options, Tallies const* earlier = nullptr);

/// The number of paths after which the targets are looked at next: from 2^16 on, a fifth more each
/// time, in multiples of 2^14.
std::uint64_t look_after(std::uint64_t paths);

}  // namespace nameplate
