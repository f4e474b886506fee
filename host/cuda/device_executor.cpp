#include "host/cuda/device_executor.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/cuda/cuda_check.hpp"
#include "host/notice.hpp"
#include "nameplate/error.hpp"

namespace nameplate {
namespace {

/// Calls `action` with the device as that of the calling thread.
auto on_device(Device const& device, auto const& action) {
  try {
    cuda_check(cudaSetDevice(device.number), "cudaSetDevice");
    return action();
  } catch (RunError const& error) {
    throw RunError(fmt::format("{}: {}", device.text(), error.what()));
  }
}

}  // namespace

void DeviceExecutor::run(PathSource& paths) {
  on_device(device_, [&] { evaluate(paths); });
}

std::vector<Tallies> DeviceExecutor::take() {
  return on_device(device_, [&] { return tallies(); });
}

std::optional<PathRange> DeviceExecutor::next_chunk(PathSource& paths, std::uint64_t max_count,
                                                    std::uint64_t wave_paths) const {
  std::uint64_t const min_count =
      options_.chunk_paths != 0 ? max_count : std::min(max_count, wave_paths);
  std::optional<PathSpan> const span = paths.next(max_count, min_count);
  if (!span) return {};
  return PathRange{span->first, static_cast<std::uint32_t>(span->count)};
}

Notice DeviceExecutor::notice() const {
  return [this](std::string const& text) {
    notify(options_, fmt::format("{}: {}", device_.text(), text));
  };
}

Executors on_each_device(
    RunOptions const& options,
    std::function<std::unique_ptr<Executor>(Device const& device)> const& make) {
  std::vector<Device> const devices = usable_devices(options);
  Executors executors;
  executors.reserve(devices.size());
  for (Device const& device : devices) executors.push_back(make(device));
  return executors;
}

std::uint64_t max_chunk(RunOptions const& options, std::uint64_t default_paths) {
  std::uint64_t const asked = options.chunk_paths != 0 ? options.chunk_paths : default_paths;
  return std::max<std::uint64_t>(1, std::min({asked, max_chunk_paths, options.paths}));
}

}  // namespace nameplate
