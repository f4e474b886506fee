#include "nameplate/run.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "host/refuse.hpp"
#include "host/team/run_paths.hpp"

namespace nameplate {

bool available(Backend backend, std::string* reason) {
  if (backend != Backend::cuda) return true;
  std::string why;
  bool const is_available = cuda_available({}, why);
  if (reason != nullptr) *reason = why;
  return is_available;
}

Backend chosen_backend(RunOptions const& options) {
  if (options.backend == Backend::cpu) return Backend::cpu;
  std::string reason;
  if (cuda_available(options.devices, reason)) return Backend::cuda;
  bool const is_asked = options.backend == Backend::cuda || !options.devices.empty();
  if (is_asked) refuse("backend", fmt::format("cuda: {}", reason));
  return Backend::cpu;
}

RunResult run(Plan const& plan, RunOptions const& options) {
  auto const make = [&plan](Backend backend, RunOptions const& chosen) {
    return backend == Backend::cuda ? tallying_on_cuda(plan, chosen)
                                    : tallying_on_cpu(plan, chosen);
  };
  Outcome outcome = run_paths(make, std::array{&plan}, options);
  return {std::move(outcome.tallies[0]), std::move(outcome.paths), std::move(outcome.facts)};
}

std::string_view name(Backend backend) {
  constexpr std::string_view names[] = {"auto", "cpu", "cuda"};
  return names[static_cast<int>(backend)];
}

}  // namespace nameplate
