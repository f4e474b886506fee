#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "nameplate/tallies.hpp"

/// What a run takes of memory by what is asked of it, checked before it starts.
namespace nameplate {

/// \throws InputError stating what is needed, what is there and what to ask less of, if the samples
/// of `outputs` on `paths` and two further rows, which sorting takes, are more than
/// `available_bytes`
void require_sample_memory(std::size_t outputs, std::uint64_t paths, std::uint64_t available_bytes);

/// The counters of a run on the CPU, which each of its threads keeps for itself.
struct CounterDemand {
  std::size_t outputs = 0;
  std::uint64_t counters = 0;  // that take memory, of all outputs; a page without a count has none
  std::uint64_t threads = 1;   // that get paths to evaluate
  bool is_estimate = false;    // else it is the most that there can be
};

/// That of `threads`, each with tallies of these plans, if every counter is used.
CounterDemand counter_demand(std::vector<Plan const*> const& tallied, std::uint64_t threads);

/// The same by the counters that a few thousand paths of the run used, given by plan: those in
/// between too, and as many again, because more paths reach further out.
CounterDemand estimated_demand(std::vector<Plan const*> const& tallied,
                               std::vector<Tallies> const& few_paths, std::uint64_t threads);

bool fits(CounterDemand const& demand, std::uint64_t available_bytes);

/// \throws InputError in the same way if the demand does not fit
void require_counter_memory(CounterDemand const& demand, std::uint64_t available_bytes);

}  // namespace nameplate
