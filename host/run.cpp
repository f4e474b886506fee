#include "nameplate/run.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "host/notice.hpp"
#include "host/refuse.hpp"
#include "host/team/run_paths.hpp"
#include "nameplate/error.hpp"

namespace nameplate {

bool available(Backend backend, std::string* reason) {
  if (backend != Backend::cuda) return true;
  std::string why;
  bool const is_available = cuda_state({}, why) == CudaState::usable;
  if (reason != nullptr) *reason = why;
  return is_available;
}

Backend chosen_backend(RunOptions const& options) {
  if (options.backend == Backend::cpu) return Backend::cpu;
  std::string reason;
  CudaState const state = cuda_state(options.devices, reason);
  if (state == CudaState::usable) return Backend::cuda;
  bool const is_asked = options.backend == Backend::cuda || !options.devices.empty();
  if (state == CudaState::absent) {
    if (is_asked) refuse("backend", "cuda: " + reason);
  } else {
    if (is_asked) throw RunError("CUDA: " + reason);
    notify(options, fmt::format("CUDA: {}; the CPU runs instead", reason));
  }
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
