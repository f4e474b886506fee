#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "host/sweep/scenario_plans.hpp"
#include "nameplate/run.hpp"
#include "nameplate/summary.hpp"

namespace nameplate {

/// A range of a sweep's scenarios, which one process runs, or several share. Plans outlive it.
class SweepRound {
 public:
  /// Scenarios [first, end). One whose plan is that of an earlier one of the range is not run
  /// again.
  SweepRound(ScenarioPlans const& plans, std::size_t first, std::size_t end);

  /// Scenarios to run.
  std::size_t size() const { return groups_.size(); }

  /// Runs those at the positions, below size(), that `claim` gives, each once, until it gives none.
  /// `done` gets each scenario with its results, equal ones too, in any order. Both are called from
  /// several threads. \throws as `run`
  RunFacts run(std::function<std::optional<std::size_t>()> const& claim,
               std::function<void(std::size_t scenario, Summary const& summary)> const& done,
               RunOptions const& options) const;

 private:
  ScenarioPlans const& plans_;
  std::vector<std::vector<std::size_t>> groups_;  // scenarios with one plan, by the first of them
};

}  // namespace nameplate
