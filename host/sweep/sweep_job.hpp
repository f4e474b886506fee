#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "nameplate/plan.hpp"
#include "nameplate/run.hpp"

namespace nameplate {

/// The scenarios that an executor works through. All functions are thread-safe; they outlive it.
struct SweepJob {
  /// The number of the next scenario to run; none if there is no more.
  std::function<std::optional<std::size_t>()> next;
  std::function<std::shared_ptr<Plan const>(std::size_t scenario)> plan;
  /// Takes the tallies of all paths of a scenario.
  std::function<void(std::size_t scenario, Plan const& plan, Tallies const& tallies)> done;
};

/// Run scenarios, each on the paths of `options`, until there is no more or the run is stopped,
/// which drops those that are not finished. CPU: on the threads of `options`. CUDA: on each of its
/// devices. Return what they ran on, as Executor::device. \throws as `run`
std::string sweep_on_cpu(SweepJob const& job, RunOptions const& options);
std::string sweep_on_cuda(SweepJob const& job, RunOptions const& options);

}  // namespace nameplate
