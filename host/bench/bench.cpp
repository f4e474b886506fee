#include "host/bench/bench.hpp"

#include <fmt/format.h>
#include <tbb/info.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <set>

#include "host/cpu/isa.hpp"
#include "host/executor.hpp"

namespace nameplate {
namespace {

constexpr Suite table[] = {
    {"quick",
     {.max_noise = 0.02, .max_seconds = 3, .min_samples = 8, .sample_seconds = 0.05},
     false},
    {"full",
     {.max_noise = 0.005, .max_seconds = 20, .min_samples = 16, .sample_seconds = 0.2},
     true},
};

double now_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Mean of what every reading but the first has.
std::optional<double> mean_of(std::vector<SensorReading> const& readings,
                              std::optional<double> SensorReading::*value) {
  double sum = 0;
  for (std::size_t i = 1; i < readings.size(); ++i) {
    if (!(readings[i].*value)) return std::nullopt;
    sum += *(readings[i].*value);
  }
  return sum / static_cast<double>(readings.size() - 1);
}

/// What the sensors said before the first repetition and after each.
void add_readings(std::vector<SensorReading> const& readings, StateReport& state) {
  if (readings.front().joules && readings.back().joules)
    state.joules = *readings.back().joules - *readings.front().joules;
  state.mean_clock_hz = mean_of(readings, &SensorReading::clock_hz);
  state.mean_memory_clock_hz = mean_of(readings, &SensorReading::memory_clock_hz);
  state.mean_watts = state.joules ? *state.joules / state.measurement.wall_seconds
                                  : mean_of(readings, &SensorReading::watts);
  std::set<std::string> reasons;
  for (SensorReading const& reading : readings) {
    state.max_celsius = std::max(state.max_celsius, reading.celsius);  // "none" is the least
    reasons.insert(reading.throttle_reasons.begin(), reading.throttle_reasons.end());
  }
  state.throttle_reasons.assign(reasons.begin(), reasons.end());
}

/// Threads of the CPU, as asked for and as counted.
struct Threads {
  std::string asked;
  int count;
};

/// One backend and one number of threads, with what all of its rows share.
class StateBench {
 public:
  StateBench(BenchPlans const& plans, PathOperations const& counts, RunOptions const& options,
             Threads threads, Sensors& sensors)
      : plan_(plans.plan),
        counts_(counts),
        threads_(std::move(threads)),
        sensors_(sensors),
        subject_(plans, options) {}

  StateReport measured(Workload const& workload, NoiseRule const& rule) {
    std::vector<SensorReading> readings;
    StateReport state;
    state.asked_threads = threads_.asked;
    state.threads = threads_.count;
    state.measurement = measure(
        [&](std::uint64_t items) { return (subject_.*workload.run)(items); }, workload.least_items,
        rule, now_seconds, [&] { readings.push_back(sensors_.read()); });
    state.seconds = summarize_series(state.measurement.seconds);
    state.is_device_clock = workload.is_part && subject_.parts().uses_device_clock();
    add_readings(readings, state);
    add_shares(workload, state);
    return state;
  }

 private:
  /// Remembers the limits, which come first, and sets the others against them.
  void add_shares(Workload const& workload, StateReport& state) {
    if (workload.name == arithmetic_limit) operations_per_second_ = state.rate();
    if (workload.name == bandwidth_limit) bytes_per_second_ = state.rate();
    if (workload.operations != nullptr) {
      state.operations_per_item = workload.operations(counts_, plan_);
      state.arithmetic_share = *state.operations_per_item * state.rate() / operations_per_second_;
    }
    double const bytes = workload.bytes == nullptr ? 0 : workload.bytes(subject_.parts());
    if (bytes > 0) {
      state.bytes_per_item = bytes;
      state.bandwidth_share = bytes * state.rate() / bytes_per_second_;
    }
  }

  Plan const& plan_;
  PathOperations const& counts_;
  Threads threads_;
  Sensors& sensors_;
  Subject subject_;
  double operations_per_second_ = 0, bytes_per_second_ = 0;
};

PlanFacts facts_of(Plan const& plan) {
  return {"R20", fmt::format("{:016x}", fingerprint(plan)), plan.build_count, plan.variable_count,
          plan.labels.size()};
}

/// Threads to bench with; on a GPU there is but one state.
std::vector<Threads> thread_states(BenchOptions const& options, bool is_cpu) {
  if (!is_cpu) return {{"", 0}};
  if (options.run.threads > 0) return {{std::to_string(options.run.threads), options.run.threads}};
  Threads const all{"all", tbb::info::default_concurrency()};
  if (options.suite.scales_threads && all.count > 1) return {{"1", 1}, all};
  return {all};
}

}  // namespace

std::span<Suite const> suites() { return table; }

BenchReport run_bench(BenchOptions const& options, BenchProgress const& progress) {
  RunOptions run = options.run;
  run.backend = chosen_backend(run);
  bool const is_cpu = run.backend == Backend::cpu;
  if (is_cpu) run.isa = chosen_isa(run.isa);
  if (!is_cpu) run.devices = {0};  // the rows are of one device
  BenchPlans const plans = bench_plans();
  PathOperations const counts = count_operations(plans.plan);
  DeviceFacts device = is_cpu ? cpu_device_facts(run.isa) : cuda_device_facts();
  std::unique_ptr<Sensors> const sensors = is_cpu ? cpu_sensors() : nvml_sensors(device.pci_bus_id);

  BenchReport report{.suite = options.suite,
                     .backend = std::string(name(run.backend)),
                     .plan = facts_of(plans.plan),
                     .device = std::move(device),
                     .sensors = sensors->facts(),
                     .host = host_facts(),
                     .load_before = load_average(),
                     .load_after = {},
                     .workloads = {}};
  for (Workload const& workload : workloads()) report.workloads.push_back({&workload, {}});
  std::vector<Threads> const states = thread_states(options, is_cpu);
  std::size_t const total = states.size() * report.workloads.size();
  std::size_t done = 0;
  for (Threads const& threads : states) {
    run.threads = threads.count;
    StateBench bench(plans, counts, run, threads, *sensors);
    for (WorkloadReport& row : report.workloads) {
      if (progress) progress(*row.workload, done++, total);
      row.states.push_back(bench.measured(*row.workload, options.suite.rule));
    }
  }
  report.load_after = load_average();
  return report;
}

}  // namespace nameplate
