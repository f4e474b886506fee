#pragma once

#include <string>
#include <vector>

#include "nameplate/run.hpp"
#include "nameplate/until.hpp"

/// The forms in which other programs read a run. What holds of the results stands apart from what
/// holds of the machine.
namespace nameplate {

/// A run and all that the writers say of it. What it refers to outlives it.
struct Report {
  Catalog const& catalog;     ///< that was compiled
  Plan const& plan;           ///< that ran
  RunOptions const& options;  ///< as asked
  RunFacts const& facts;      ///< what ran
  Summary const& summary;     ///< of the run's tallies
  PathSet missing = {};       ///< paths asked for that are not in the results, which are partial
  std::vector<PrecisionState> precision = {};  ///< of a run until a precision
};

/// docs/results.md, "JSON". `results` is the same text for every backend, number of threads and
/// machine.
std::string to_json(Report const& report);

/// docs/results.md, "CSV": one row per scope, metric, date and statistic.
std::string to_csv(Report const& report);

}  // namespace nameplate
