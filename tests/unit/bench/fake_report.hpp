#pragma once

#include <vector>

#include "host/bench/bench.hpp"

namespace nameplate {

/// A report of a CPU with threads "1" and "all", as run_bench would give it: every workload with 10
/// repetitions of about `seconds` for 1000 items.
inline BenchReport fake_report(double seconds = 0.1) {
  BenchReport report{.suite = suites()[1],
                     .backend = "cpu",
                     .plan = {"R20", "0123456789abcdef", 20, 227, 66},
                     .device = {.name = "A processor",
                                .kind = "8 lanes",
                                .pci_bus_id = {},
                                .json = {{"id", 0}, {"name", "A processor"}, {"backend", "cpu"}}},
                     .sensors = {},
                     .host = {.cpu = "A processor",
                              .logical_cpus = 2,
                              .system = "Linux",
                              .frequency_governor = {},
                              .memory_bytes = 1 << 30},
                     .load_before = 0.5,
                     .load_after = {},
                     .workloads = {}};
  for (Workload const& workload : workloads()) {
    WorkloadReport row{&workload, {}};
    for (char const* const threads : {"1", "all"}) {
      StateReport state;
      state.asked_threads = threads;
      state.threads = threads[0] == '1' ? 1 : 2;
      state.measurement.items = 1000;
      for (int i = 0; i < 10; ++i) state.measurement.seconds.push_back(seconds * (1 + 0.001 * i));
      state.measurement.wall_seconds = 10 * seconds;
      state.measurement.is_settled = true;
      state.seconds = summarize_series(state.measurement.seconds);
      if (workload.operations != nullptr) {
        state.operations_per_item = 8000;
        state.arithmetic_share = 0.25;
      }
      row.states.push_back(std::move(state));
    }
    report.workloads.push_back(std::move(row));
  }
  return report;
}

}  // namespace nameplate
