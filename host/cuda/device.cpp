#include "host/cuda/device.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>
#include <span>
#include <thread>

#include "host/cuda/cuda_check.hpp"
#include "host/executor.hpp"
#include "host/notice.hpp"
#include "host/refuse.hpp"
#include "kernels/cuda/run_paths.hpp"

namespace nameplate {
namespace {

std::string visible_text(int count) {
  if (count == 1) return "device 0 is the only one that is visible";
  return fmt::format("devices 0 to {} are visible", count - 1);
}

/// Those asked for; all of `count` if none are.
std::vector<int> device_numbers(std::span<int const> asked, int count) {
  std::vector<int> numbers(asked.begin(), asked.end());
  for (auto number = numbers.begin(); number != numbers.end(); ++number) {
    if (*number < 0 || *number >= count)
      refuse("devices", fmt::format("{}: {}", *number, visible_text(count)));
    if (std::find(numbers.begin(), number, *number) != number)
      refuse("devices", fmt::format("{} is named twice", *number));
  }
  if (numbers.empty()) {
    numbers.resize(static_cast<std::size_t>(count));
    std::iota(numbers.begin(), numbers.end(), 0);
  }
  return numbers;
}

/// Makes a device that of the calling thread and loads the program there.
cudaError_t set_up(int device) {
  cudaError_t const status = cudaSetDevice(device);
  if (status != cudaSuccess) return status;
  int blocks = 0;
  return resident_path_blocks(PathShape::four_in_scratch, 0, blocks);
}

/// Why the program cannot run on a device; nothing if it can.
std::string trouble_of(int device) {
  cudaError_t const status = set_up(device);
  if (status == cudaSuccess) return {};
  cudaGetLastError();
  return fmt::format("cannot run this program: {}", describe(status));
}

struct Candidate {
  Device device;
  std::string trouble;
};

/// Tells it from all other devices of the machine, in every process: its place on the bus and its
/// UUID, which parts of a device have of their own.
std::string device_id(int device) {
  cudaDeviceProp properties{};
  cuda_check(cudaGetDeviceProperties(&properties, device), "cudaGetDeviceProperties");
  auto const* const bytes = reinterpret_cast<unsigned char const*>(properties.uuid.bytes);
  return fmt::format("{:04x}:{:02x}:{:02x} {:02x}", properties.pciDomainID, properties.pciBusID,
                     properties.pciDeviceID,
                     fmt::join(bytes, bytes + sizeof properties.uuid.bytes, ""));
}

Candidate examined(int number) {
  cudaDeviceProp properties{};
  cudaError_t const status = cudaGetDeviceProperties(&properties, number);
  if (status == cudaSuccess) return {{number, properties.name}, trouble_of(number)};
  cudaGetLastError();
  return {{number, "of unknown name"},
          fmt::format("does not answer cudaGetDeviceProperties: {}", describe(status))};
}

std::vector<Candidate> examined(std::vector<int> const& numbers) {
  std::vector<Candidate> candidates(numbers.size());
  std::vector<std::jthread> threads;
  threads.reserve(numbers.size());
  for (std::size_t i = 0; i < numbers.size(); ++i)
    threads.emplace_back([&, i] { candidates[i] = examined(numbers[i]); });
  threads.clear();
  return candidates;
}

}  // namespace

std::string Device::text() const { return fmt::format("device {} ({})", number, name); }

std::vector<Device> usable_devices(RunOptions const& options) {
  int count = 0;
  cuda_check(cudaGetDeviceCount(&count), "cudaGetDeviceCount");
  std::vector<Device> usable;
  std::string troubles;
  for (auto const& [device, trouble] : examined(device_numbers(options.devices, count))) {
    std::string const text = fmt::format("{} {}", device.text(), trouble);
    if (trouble.empty()) {
      usable.push_back(device);
    } else if (!options.devices.empty()) {
      refuse("devices", text);
    } else {
      notify(options, text + "; it is left out");
      troubles += (troubles.empty() ? "" : "; ") + text;
    }
  }
  if (usable.empty()) throw RunError("CUDA: no usable device: " + troubles);
  return usable;
}

std::uint64_t free_device_bytes() {
  std::size_t free = 0, total = 0;
  cuda_check(cudaMemGetInfo(&free, &total), "cudaMemGetInfo");
  return free;
}

std::vector<std::string> cuda_device_ids() {
  int count = 0;
  if (cudaGetDeviceCount(&count) != cudaSuccess) {
    cudaGetLastError();
    return {};
  }
  std::vector<std::string> ids;
  ids.reserve(static_cast<std::size_t>(count));
  for (int device = 0; device < count; ++device) ids.push_back(device_id(device));
  return ids;
}

bool cuda_available(std::span<int const> devices, std::string& reason) {
  int count = 0;
  if (cudaError_t const status = cudaGetDeviceCount(&count); status != cudaSuccess) {
    cudaGetLastError();
    reason = fmt::format("no usable device: {}", describe(status));
    return false;
  }
  reason = "no device is visible";
  for (int const device : device_numbers(devices, count)) {
    std::string const trouble = trouble_of(device);
    if (trouble.empty()) return true;
    reason = fmt::format("device {} {}", device, trouble);
  }
  return false;
}

}  // namespace nameplate
