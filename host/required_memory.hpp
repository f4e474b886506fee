#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "nameplate/plan.hpp"

/// What a run takes of memory by what is asked of it, checked before it starts.
namespace nameplate {

/// \throws InputError stating what is needed, what is there and what to ask less of, if the samples
/// of `outputs` on `paths` and two further rows, which sorting takes, are more than
/// `available_bytes`
void require_sample_memory(std::size_t outputs, std::uint64_t paths, std::uint64_t available_bytes);

/// The counters of a run on the CPU, which each of its threads keeps for itself.
struct CounterDemand {
  std::size_t outputs = 0;
  std::uint64_t counters = 0;  // of all outputs
  std::uint64_t threads = 1;   // that get paths to evaluate
};

/// That of `threads`, each with tallies of these plans.
CounterDemand counter_demand(std::vector<Plan const*> const& tallied, std::uint64_t threads);

/// \throws InputError in the same way if the counters can take more than `available_bytes`. They
/// are an upper bound: a counter takes memory once some path, or a neighbour's, falls into it.
void require_counter_memory(CounterDemand const& demand, std::uint64_t available_bytes);

}  // namespace nameplate
