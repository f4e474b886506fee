#pragma once

#include <functional>
#include <span>

#include "host/run_executors.hpp"

namespace nameplate {

/// Makes the executors of a backend, cpu or cuda, for options that outlive them.
using MakeExecutors = std::function<Executors(Backend backend, RunOptions const& options)>;

/// Runs the paths of `options` on the backend that they ask for, together with the other processes
/// of their team if there is one, and adds up the tallies of `plans`. \throws as `run`
Outcome run_paths(MakeExecutors const& make, std::span<Plan const* const> plans,
                  RunOptions const& options);

}  // namespace nameplate
