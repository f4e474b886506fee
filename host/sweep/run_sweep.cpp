#include "host/sweep/run_sweep.hpp"

#include <atomic>
#include <chrono>

#include "host/sweep/in_order.hpp"
#include "host/sweep/sweep_in_team.hpp"
#include "nameplate/team.hpp"

namespace nameplate {
namespace {

using Clock = std::chrono::steady_clock;

RunFacts run_here(ScenarioPlans const& plans, std::size_t first, SweepSink const& sink,
                  RunOptions const& options) {
  SweepRound const round(plans, first, plans.count());
  std::atomic<std::size_t> position = 0;
  InOrder in_order(first, sink);
  return round.run(
      [&]() -> std::optional<std::size_t> {
        std::size_t const mine = position++;
        return mine < round.size() ? std::optional(mine) : std::nullopt;
      },
      [&](std::size_t scenario, Summary const& summary) {
        in_order.add(scenario, sink.record(scenario, summary));
      },
      options);
}

}  // namespace

RunFacts run_sweep(ScenarioPlans const& plans, std::size_t first, SweepSink const& sink,
                   RunOptions const& options) {
  auto const start = Clock::now();
  bool const is_shared = options.team != nullptr && options.team->size() > 1;
  RunFacts facts = is_shared ? sweep_in_team(plans, first, sink, options)
                             : run_here(plans, first, sink, options);
  facts.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  return facts;
}

}  // namespace nameplate
