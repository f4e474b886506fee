#include "host/cuda/device_executor.hpp"

#include <algorithm>
#include <numeric>

#include "host/cuda/cuda_check.hpp"
#include "host/cuda/device.hpp"
#include "kernels/cuda/path_launch.hpp"

namespace nameplate {

std::string DeviceExecutor::device() const { return device_name(device_); }

void DeviceExecutor::use_device() const { cuda_check(cudaSetDevice(device_), "cudaSetDevice"); }

Executors on_each_device(RunOptions const& options,
                         std::function<std::unique_ptr<Executor>(int device)> const& make) {
  std::vector<int> devices = options.devices;
  if (devices.empty()) {
    devices.resize(device_count());
    std::iota(devices.begin(), devices.end(), 0);
  }
  Executors executors;
  executors.reserve(devices.size());
  for (int const device : devices) executors.push_back(make(device));
  return executors;
}

std::uint64_t chunk_paths(RunOptions const& options, std::uint64_t default_paths) {
  std::uint64_t const asked = options.chunk_paths != 0 ? options.chunk_paths : default_paths;
  return std::max<std::uint64_t>(1, std::min({asked, max_chunk_paths, options.paths}));
}

}  // namespace nameplate
