#pragma once

#include <memory>
#include <string>
#include <vector>

#include "host/results/report.hpp"
#include "nameplate/samples.hpp"
#include "nameplate/summary.hpp"
#include "nameplate/until.hpp"

namespace nameplate::python {

/// A run that is done, with what its writers need.
struct Simulation {
  std::shared_ptr<Catalog const> catalog;
  Plan plan;
  RunOptions options;
  RunFacts facts;
  Summary summary;
  std::vector<PrecisionState> precision;
  std::shared_ptr<Samples> samples;               // if they were kept
  std::shared_ptr<DeviceSamples> device_samples;  // if they were kept on a device

  Report report() const { return {*catalog, plan, options, facts, summary, {}, precision}; }
};

/// Of what to do besides the tallies.
struct Extras {
  std::string samples;  // "": none, "host" or "device"
  bool has_tail = false, is_exact = false;
  std::vector<std::string> until;
  std::uint64_t randomizations = 0;  // 0: random paths
};

/// Refuses what cannot be done together. \throws InputError
void check(Extras const& extras, RunOptions const& options);

/// Does the run. \throws as `run`
void simulate(Simulation& simulation, Extras const& extras,
              std::vector<PrecisionTarget> const& targets, RunOptions const& options);

}  // namespace nameplate::python
