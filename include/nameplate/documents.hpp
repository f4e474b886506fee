#pragma once

#include <string>

#include "nameplate/run.hpp"
#include "nameplate/summary.hpp"

/// A run in the forms that other programs read, the same bytes as the program writes. `summary` is
/// of the run's tallies; paths asked for that the run has not done are stated as missing.
namespace nameplate {

/// docs/results.md, "JSON". What it says of the results, apart from the machine, is the same text
/// for every backend, number of threads and machine.
std::string results_json(Catalog const& catalog, Plan const& plan, RunOptions const& options,
                         RunResult const& run, Summary const& summary);

/// docs/results.md, "CSV": one row per scope, metric, date and statistic.
std::string results_csv(Catalog const& catalog, Plan const& plan, RunOptions const& options,
                        RunResult const& run, Summary const& summary);

}  // namespace nameplate
