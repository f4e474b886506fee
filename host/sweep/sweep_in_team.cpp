#include "host/sweep/sweep_in_team.hpp"
namespace nameplate {
RunFacts sweep_in_team(ScenarioPlans const&, std::size_t, SweepSink const&, RunOptions const&) {
  return {};
}
}  // namespace nameplate
