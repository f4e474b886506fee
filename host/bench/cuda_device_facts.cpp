#include <fmt/format.h>

#include <array>

#include "host/bench/device_facts.hpp"
#include "host/cuda/cuda_check.hpp"

namespace nameplate {
namespace {

/// Clocks left the device's properties with CUDA 13. [Hz]
double clock_hz(cudaDeviceAttr which, int device) {
  int kilohertz = 0;
  cuda_check(cudaDeviceGetAttribute(&kilohertz, which, device), "cudaDeviceGetAttribute");
  return 1e3 * kilohertz;
}

std::string version_text(cudaError_t (*query)(int*), char const* what) {
  int version = 0;
  cuda_check(query(&version), what);
  return fmt::format("{}.{}", version / 1000, version % 1000 / 10);
}

/// Empty where the driver does not say.
std::string bus_id(int device) {
  std::array<char, 32> id{};
  if (cudaDeviceGetPCIBusId(id.data(), static_cast<int>(id.size()), device) == cudaSuccess)
    return id.data();
  cudaGetLastError();
  return "";
}

}  // namespace

DeviceFacts cuda_device_facts() {
  int device = 0;
  cuda_check(cudaGetDevice(&device), "cudaGetDevice");
  cudaDeviceProp p{};
  cuda_check(cudaGetDeviceProperties(&p, device), "cudaGetDeviceProperties");
  double const memory_clock_hz = clock_hz(cudaDevAttrMemoryClockRate, device);
  int const architecture = 100 * p.major + 10 * p.minor;
  Json json = {{"id", 0},
               {"name", p.name},
               {"backend", "cuda"},
               {"sm_version", architecture},
               {"ptx_version", architecture},
               {"sm_default_clock_rate", clock_hz(cudaDevAttrClockRate, device)},
               {"number_of_sms", p.multiProcessorCount},
               {"max_blocks_per_sm", p.maxBlocksPerMultiProcessor},
               {"max_threads_per_sm", p.maxThreadsPerMultiProcessor},
               {"max_threads_per_block", p.maxThreadsPerBlock},
               {"registers_per_sm", p.regsPerMultiprocessor},
               {"registers_per_block", p.regsPerBlock},
               {"global_memory_size", p.totalGlobalMem},
               {"global_memory_bus_peak_clock_rate", memory_clock_hz},
               {"global_memory_bus_width", p.memoryBusWidth},
               {"global_memory_bus_bandwidth", 2 * memory_clock_hz * p.memoryBusWidth / 8},
               {"l2_cache_size", p.l2CacheSize},
               {"shared_memory_per_sm", p.sharedMemPerMultiprocessor},
               {"shared_memory_per_block", p.sharedMemPerBlock},
               {"ecc_state", p.ECCEnabled != 0},
               {"cuda_driver", version_text(cudaDriverGetVersion, "cudaDriverGetVersion")},
               {"cuda_runtime", version_text(cudaRuntimeGetVersion, "cudaRuntimeGetVersion")}};
  std::string id = bus_id(device);
  json["pci_bus_id"] = id.empty() ? Json() : Json(id);
  return {p.name,
          fmt::format("{} multiprocessors, sm_{}", p.multiProcessorCount, architecture / 10),
          std::move(id), std::move(json)};
}

}  // namespace nameplate
