#pragma once

#include <string>

#include "host/results/json_parts.hpp"

namespace nameplate {

/// The device that a bench ran on.
struct DeviceFacts {
  std::string name;        // "AMD EPYC 9654", "NVIDIA H100 80GB HBM3"
  std::string kind;        // for people: "32 lanes (avx512)", "132 multiprocessors, sm_90"
  std::string pci_bus_id;  // empty: a CPU
  Json json;  // an entry of `devices`, with the keys that nvbench uses where there are any
};

/// \pre isa is not automatic
DeviceFacts cpu_device_facts(Isa isa);

/// Of the current CUDA device. \throws RunError; InputError in a build without CUDA
DeviceFacts cuda_device_facts();

/// The machine around it. What cannot be found out is left out.
struct HostFacts {
  std::string cpu;
  unsigned logical_cpus = 0;
  std::string system;  // "Linux 6.1.0 x86_64"
  std::optional<std::string> frequency_governor;
  std::optional<std::uint64_t> memory_bytes;
};

HostFacts host_facts();

/// Of the last minute: runnable processes.
std::optional<double> load_average();

}  // namespace nameplate
