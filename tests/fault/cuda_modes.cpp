#include <cuda_runtime_api.h>
#include <fmt/format.h>

#include <array>
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "host/sweep/sweep_job.hpp"
#include "nameplate/compare.hpp"
#include "nameplate/error.hpp"
#include "nameplate/samples.hpp"
#include "nameplate/summary.hpp"
#include "tests/gpu/plans.hpp"
#include "tests/support/unsorted_values.hpp"

/// Runs one mode on all devices in small chunks, where any CUDA call may fail, and holds the result
/// against the CPU's. After a failure once more, on the devices that still answer.
///
///   cuda_modes run|compare|samples|exact|sort|sweep
///
/// Exit code 0: the CPU's bytes; 3: RunError, 2: InputError, either with its message; 4: device
/// memory is not given back; 1: a wrong result, or none once the failure is over.
namespace nameplate {
namespace {

/// What no failure excuses.
struct Broken : std::runtime_error {
  Broken(std::string const& what, int code) : std::runtime_error(what), exit_code(code) {}

  int exit_code;
};

void require(bool holds, std::string const& what, int exit_code = 1) {
  if (!holds) throw Broken(what, exit_code);
}

using Bytes = std::vector<std::byte>;
using Mode = std::function<Bytes(Backend)>;

void append(Bytes& bytes, auto const& values) {
  auto const added = std::as_bytes(std::span(values));
  bytes.insert(bytes.end(), added.begin(), added.end());
}

Bytes bytes_of(std::vector<Tallies> const& tallies) {
  Bytes bytes;
  for (Tallies const& one : tallies) {
    append(bytes, one.counts);
    append(bytes, one.sums);
    append(bytes, one.squares);
  }
  return bytes;
}

RunOptions options_for(Backend backend) {
  RunOptions options;
  options.paths = 700;
  options.first_path = 17;
  options.chunk_paths = 250;
  options.backend = backend;
  options.notice = [](std::string const& text) { fmt::print(stderr, "{}\n", text); };
  return options;
}

/// The CPU's tallies of some paths.
Tallies tallies_of(Plan const& plan, PathSet const& paths) {
  Tallies total(plan);
  for (PathSpan const& span : paths.spans()) {
    RunOptions options = options_for(Backend::cpu);
    options.first_path = span.first;
    options.paths = span.count;
    total += run(plan, options).tallies;
  }
  return total;
}

Bytes tally_mode(Backend backend) {
  Plan const plan = small_plan();
  RunOptions options = options_for(backend);
  options.snapshot = [&](Snapshot const& snapshot) {
    require(snapshot.tallies[0] == tallies_of(plan, snapshot.paths), "a wrong snapshot");
  };
  return bytes_of({run(plan, options).tallies});
}

Bytes compare_mode(Backend backend) {
  auto const [plan, tallies, paths, facts] =
      compare(small_plan(), small_plan(7), options_for(backend));
  return bytes_of({tallies.base, tallies.alternative, tallies.difference});
}

Bytes samples_mode(Backend backend) {
  Bytes bytes;
  append(bytes, sample(varied_plan(), options_for(backend)).values);
  return bytes;
}

Bytes exact_mode(Backend backend) {
  Plan const plan = small_plan();
  RunOptions const options = options_for(backend);
  Bytes bytes;
  for (OutputSummary const& output :
       summarize_exactly(plan, sample(plan, options), options).outputs)
    for (QuantileEstimate const& quantile : output.quantiles)
      append(bytes, std::array{quantile.value});
  return bytes;
}

Bytes sweep_mode(Backend backend) {
  constexpr std::size_t scenarios = 5;
  std::vector<Tallies> found(scenarios, Tallies(small_plan()));
  std::atomic<std::size_t> next = 0;
  SweepJob const job{
      .next = [&]() -> std::optional<std::size_t> {
        std::size_t const mine = next++;
        return mine < scenarios ? std::optional(mine) : std::nullopt;
      },
      .plan =
          [](std::size_t scenario) {
            return std::make_shared<Plan const>(small_plan(static_cast<double>(scenario)));
          },
      .done = [&](std::size_t scenario, Plan const&,
                  Tallies const& tallies) { found[scenario] = tallies; }};
  RunOptions const options = options_for(backend);
  backend == Backend::cuda ? sweep_on_cuda(job, options) : sweep_on_cpu(job, options);
  return bytes_of(found);
}

Bytes sort_mode(Backend backend) {
  RunOptions const options = options_for(backend);
  std::vector<float> values = unsorted_values(options.paths);
  sort_values(values, options);
  Bytes bytes;
  append(bytes, values);
  return bytes;
}

/// Free memory of every device, but of those that do not answer.
std::map<int, std::size_t> free_memory() {
  std::map<int, std::size_t> free;
  int count = 0;
  cudaGetDeviceCount(&count);
  for (int device = 0; device < count; ++device) {
    std::size_t bytes = 0, total = 0;
    if (cudaSetDevice(device) == cudaSuccess && cudaMemGetInfo(&bytes, &total) == cudaSuccess)
      free[device] = bytes;
  }
  cudaGetLastError();
  return free;
}

void require_no_leak(std::map<int, std::size_t> const& before) {
  for (auto const& [device, bytes] : free_memory()) {
    auto const found = before.find(device);
    if (found == before.end()) continue;
    require(
        bytes == found->second,
        fmt::format("device {}: {} bytes are free, {} were before", device, bytes, found->second),
        4);
  }
}

/// How a mode ended on the devices.
struct Ending {
  int exit_code;
  std::string message;
};

Ending attempt(Mode const& mode, Bytes const& expected) {
  try {
    require(mode(Backend::cuda) == expected, "a wrong result");
    return {0, ""};
  } catch (RunError const& error) {
    return {3, error.what()};
  } catch (InputError const& error) {
    return {2, error.what()};
  }
}

/// CUB asks for a device's architecture once in a process and remembers that it failed; if it threw
/// meanwhile, it waits forever.
bool is_remembered(Ending const& ending) {
  return ending.message.find("CUDA: memory of the sort: ") != std::string::npos;
}

int run_mode(Mode const& mode) {
  Bytes const expected = mode(Backend::cpu);
  auto const before = free_memory();
  Ending const ending = attempt(mode, expected);
  if (!ending.message.empty()) fmt::print(stderr, "{}\n", ending.message);
  require_no_leak(before);
  if (ending.exit_code == 0 || is_remembered(ending)) return ending.exit_code;
  auto const [exit_code, message] = attempt(mode, expected);
  require(exit_code == (free_memory().empty() ? 3 : 0), "no recovery: " + message);
  require_no_leak(before);
  return ending.exit_code;
}

}  // namespace
}  // namespace nameplate

int main(int argc, char** argv) {
  using namespace nameplate;
  std::map<std::string, Mode> const modes = {{"run", tally_mode},       {"compare", compare_mode},
                                             {"samples", samples_mode}, {"exact", exact_mode},
                                             {"sort", sort_mode},       {"sweep", sweep_mode}};
  if (argc != 2 || !modes.contains(argv[1])) {
    fmt::print(stderr, "usage: cuda_modes run|compare|samples|exact|sort|sweep\n");
    return 64;
  }
  try {
    return run_mode(modes.at(argv[1]));
  } catch (Broken const& error) {
    fmt::print(stderr, "BROKEN: {}\n", error.what());
    return error.exit_code;
  }
}
