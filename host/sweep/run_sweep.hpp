#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include "host/sweep/scenario_plans.hpp"
#include "nameplate/run.hpp"
#include "nameplate/summary.hpp"

namespace nameplate {

/// What is kept and written of one scenario.
struct ScenarioRecord {
  std::string rows;      // of the CSV
  std::string columnar;  // a record batch (host/results/arrow_stream.hpp); empty if not asked for
  std::optional<std::array<double, 3>> moved;  // P5, P50, P95 of the output that the table shows
};

/// Where the results of a sweep go.
struct SweepSink {
  /// Thread-safe.
  std::function<ScenarioRecord(std::size_t scenario, Summary const& summary)> record;
  /// In the scenarios' order, as soon as that allows, one call at a time. In a team: on rank 0.
  std::function<void(std::size_t scenario, ScenarioRecord const& record)> write;
};

/// Runs the scenarios from number `first` on, all on the same paths and draws, until they are done
/// or the run is stopped. Equal plans are run once. \return the facts; their `paths` count those of
/// all scenarios that were run \throws as `run`
RunFacts run_sweep(ScenarioPlans const& plans, std::size_t first, SweepSink const& sink,
                   RunOptions const& options);

}  // namespace nameplate
