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

/// What an error at the start means, when nothing has run yet.
CudaState state_after(cudaError_t status) {
  switch (status) {
    case cudaSuccess:
      return CudaState::usable;
    case cudaErrorNoDevice:
    case cudaErrorInsufficientDriver:
    case cudaErrorStubLibrary:
    case cudaErrorInvalidDeviceFunction:
    case cudaErrorNoKernelImageForDevice:
    case cudaErrorUnsupportedPtxVersion:
    case cudaErrorJitCompilerNotFound:
      return CudaState::absent;
    default:
      return CudaState::failing;
  }
}

/// Whether the program can run on a device, and why not.
struct Verdict {
  CudaState state;
  std::string trouble;  // "cannot run this program: ..."
};

Verdict verdict(cudaError_t status) {
  CudaState const state = state_after(status);
  if (state == CudaState::usable) return {state, ""};
  cudaGetLastError();
  char const* const what = state == CudaState::failing ? "fails" : "cannot run this program";
  return {state, fmt::format("{}: {}", what, describe(status))};
}

struct Candidate {
  Device device;
  Verdict verdict;
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
  if (status != cudaSuccess) return {{number, "of unknown name"}, verdict(status)};
  return {{number, properties.name}, verdict(set_up(number))};
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
  for (auto const& [device, verdict] : examined(device_numbers(options.devices, count))) {
    std::string const text = fmt::format("{} {}", device.text(), verdict.trouble);
    if (verdict.state == CudaState::usable) {
      usable.push_back(device);
    } else if (options.devices.empty()) {
      notify(options, text + "; it is left out");
      troubles += (troubles.empty() ? "" : "; ") + text;
    } else if (verdict.state == CudaState::absent) {
      refuse("devices", text);
    } else {
      throw RunError("CUDA: " + text);
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

CudaState cuda_state(std::span<int const> devices, std::string& reason) {
  int count = 0;
  if (cudaError_t const status = cudaGetDeviceCount(&count); status != cudaSuccess) {
    cudaGetLastError();
    reason = fmt::format("no usable device: {}", describe(status));
    return state_after(status);
  }
  CudaState state = CudaState::absent;
  reason = "no device is visible";
  for (int const device : device_numbers(devices, count)) {
    Verdict const found = verdict(set_up(device));
    if (found.state == CudaState::usable) return CudaState::usable;
    if (found.state == CudaState::failing) state = CudaState::failing;
    reason = fmt::format("device {} {}", device, found.trouble);
  }
  return state;
}

}  // namespace nameplate
