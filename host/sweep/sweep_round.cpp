#include "host/sweep/sweep_round.hpp"

#include <atomic>
#include <map>

#include "host/executor.hpp"
#include "host/sweep/sweep_csv.hpp"
#include "host/sweep/sweep_job.hpp"

namespace nameplate {

SweepRound::SweepRound(ScenarioPlans const& plans, std::size_t first, std::size_t end)
    : plans_(plans) {
  std::map<std::size_t, std::size_t> group_of;  // by the first scenario of the sweep with the plan
  for (std::size_t scenario = first; scenario < end; ++scenario) {
    auto const [at, is_new] = group_of.try_emplace(plans.first_equal(scenario), groups_.size());
    if (is_new) groups_.emplace_back();
    groups_[at->second].push_back(scenario);
  }
}

RunFacts SweepRound::run(
    std::function<std::optional<std::size_t>()> const& claim,
    std::function<void(std::size_t scenario, Summary const& summary)> const& done,
    RunOptions const& options) const {
  std::atomic<std::uint64_t> paths = 0;
  SweepJob const job{
      .next = claim,
      .plan = [this](std::size_t position) { return plans_.plan(groups_[position].front()); },
      .done =
          [&](std::size_t position, Plan const& plan, Tallies const& tallies) {
            Summary const summary = summarize(plan, tallies, sweep_quantiles());
            for (std::size_t const scenario : groups_[position]) done(scenario, summary);
            paths += tallies.paths;
          }};
  Backend const backend = chosen_backend(options);
  RunFacts facts;
  facts.device =
      backend == Backend::cuda ? sweep_on_cuda(job, options) : sweep_on_cpu(job, options);
  facts.backend = name(backend);
  facts.paths = paths;
  return facts;
}

}  // namespace nameplate
