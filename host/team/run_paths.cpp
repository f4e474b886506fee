#include "host/team/run_paths.hpp"

#include <utility>

#include "host/team/run_in_team.hpp"
#include "nameplate/team.hpp"

namespace nameplate {

Outcome run_alone(MakeExecutors const& make, std::span<Plan const* const> plans,
                  RunOptions const& options, ClaimPositions claim) {
  Backend const backend = chosen_backend(options);
  Outcome outcome = run_executors(make(backend, options), plans, options, std::move(claim));
  outcome.facts.backend = name(backend);
  return outcome;
}

Outcome run_paths(MakeExecutors const& make, std::span<Plan const* const> plans,
                  RunOptions const& options) {
  bool const is_alone = options.team == nullptr || options.team->size() == 1;
  return is_alone ? run_alone(make, plans, options, {}) : run_in_team(make, plans, options);
}

}  // namespace nameplate
