#include "host/python/simulation.hpp"

#include <utility>

#include "host/refuse.hpp"
#include "nameplate/qmc.hpp"

namespace nameplate::python {
namespace {

[[noreturn]] void refuse_together(std::string const& one, std::string const& other) {
  refuse("", "cannot be used together with " + other, Location{.file = one});
}

void summarize_tallies(Simulation& simulation, Tallies const& tallies, bool has_tail) {
  simulation.summary = summarize(simulation.plan, tallies);
  if (has_tail) add_tails(simulation.plan, tallies, simulation.summary);
}

void keep_samples(Simulation& simulation, Extras const& extras, RunOptions const& options) {
  Plan const& plan = simulation.plan;
  auto samples = std::make_shared<Samples>(sample(plan, options));
  simulation.facts = samples->facts;
  if (extras.is_exact)
    simulation.summary = summarize_exactly(plan, *samples, options);
  else
    summarize_tallies(simulation, tally(plan, *samples, options), extras.has_tail);
  if (!extras.samples.empty()) simulation.samples = std::move(samples);
}

void keep_samples_on_device(Simulation& simulation, bool has_tail, RunOptions const& options) {
  auto samples = std::make_shared<DeviceSamples>(sample_on_device(simulation.plan, options));
  simulation.facts = samples->facts;
  summarize_tallies(simulation, samples->tallies, has_tail);
  simulation.device_samples = std::move(samples);
}

}  // namespace

void check(Extras const& extras, RunOptions const& options) {
  bool const has_samples = !extras.samples.empty();
  if (extras.is_exact && extras.samples == "device") refuse_together("exact", "samples=\"device\"");
  for (auto const& [is_used, name] :
       {std::pair{extras.randomizations > 0, "qmc"}, {!extras.until.empty(), "until"}}) {
    if (!is_used) continue;
    if (has_samples) refuse_together("samples", name);
    if (extras.is_exact) refuse_together("exact", name);
  }
  if (extras.randomizations == 0) return;
  if (!extras.until.empty()) refuse_together("until", "qmc");
  if (extras.has_tail) refuse_together("tail", "qmc");  // its errors are of random paths
  if (options.first_path != 0) refuse_together("first_path", "qmc");
}

void simulate(Simulation& simulation, Extras const& extras,
              std::vector<PrecisionTarget> const& targets, RunOptions const& options) {
  Plan const& plan = simulation.plan;
  if (extras.randomizations > 0) {
    QmcResult result = run_qmc(plan, options, extras.randomizations);
    simulation.facts = std::move(result.facts);
    simulation.summary = std::move(result.summary);
  } else if (extras.samples == "device") {
    keep_samples_on_device(simulation, extras.has_tail, options);
  } else if (extras.is_exact || !extras.samples.empty()) {
    keep_samples(simulation, extras, options);
  } else if (!targets.empty()) {
    UntilResult result = run_until(plan, targets, options);
    simulation.precision = std::move(result.states);
    simulation.facts = std::move(result.run.facts);
    summarize_tallies(simulation, result.run.tallies, extras.has_tail);
  } else {
    RunResult result = run(plan, options);
    simulation.facts = std::move(result.facts);
    summarize_tallies(simulation, result.tallies, extras.has_tail);
  }
}

}  // namespace nameplate::python
