#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/bench/device_facts.hpp"
#include "host/bench/measure.hpp"
#include "host/bench/sensors.hpp"
#include "host/bench/workloads.hpp"

/// `nameplate bench`: how fast this machine does the program's work.
namespace nameplate {

/// How thoroughly.
struct Suite {
  std::string_view name;
  NoiseRule rule;
  bool scales_threads;  // one thread as well as all, on a CPU
};

/// quick, full.
std::span<Suite const> suites();

struct BenchOptions {
  Suite suite;
  RunOptions run;  // backend, instruction set, threads, seed
};

/// A workload with one number of threads.
struct StateReport {
  std::string asked_threads;  // "1", "all"; empty on a GPU
  int threads = 0;            // of the CPU; 0 on a GPU
  Measurement measurement;
  SeriesSummary seconds;  // of a repetition
  bool is_device_clock = false;
  std::optional<double> operations_per_item, bytes_per_item;
  std::optional<double> arithmetic_share, bandwidth_share;  // of the limits in the same state
  std::optional<double> joules;                             // of all repetitions
  std::optional<double> mean_clock_hz, mean_memory_clock_hz, mean_watts, max_celsius;
  std::vector<std::string> throttle_reasons;  // any that held after a repetition

  double rate() const { return static_cast<double>(measurement.items) / seconds.median; }
};

struct WorkloadReport {
  Workload const* workload;
  std::vector<StateReport> states;
};

/// What was timed.
struct PlanFacts {
  std::string name, fingerprint;
  std::size_t builds = 0, variables = 0, outputs = 0;
};

struct BenchReport {
  Suite suite;
  std::string backend;  // "cpu", "cuda"
  PlanFacts plan;
  DeviceFacts device;
  SensorFacts sensors;
  HostFacts host;
  std::optional<double> load_before, load_after;
  std::vector<WorkloadReport> workloads;
};

/// Called before each measurement.
using BenchProgress =
    std::function<void(Workload const& workload, std::size_t done, std::size_t total)>;

/// \throws as `run`
BenchReport run_bench(BenchOptions const& options, BenchProgress const& progress);

inline constexpr std::string_view bench_schema = "nameplate-bench";

/// For people.
std::string to_table(BenchReport const& report);

/// docs/bench.md; `command_line` as the program was called.
std::string to_json(BenchReport const& report, std::vector<std::string> const& command_line);

}  // namespace nameplate
