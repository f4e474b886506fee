#include "host/cuda/device_executor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "host/cuda/cuda_check.hpp"
#include "host/notice.hpp"
#include "nameplate/error.hpp"

namespace nameplate {
namespace {

/// Calls `action` with the device as that of the calling thread.
auto on_device(Device const& device, auto const& action) {
  try {
    cuda_check(cudaSetDevice(device.number), "cudaSetDevice");
    cudaGetLastError();  // of calls on another device that failed
    return action();
  } catch (RunError const& error) {
    throw RunError(fmt::format("{}: {}", device.text(), error.what()));
  }
}

class DeviceExecutor : public Executor {
 public:
  DeviceExecutor(Device device, std::unique_ptr<DeviceWork> work)
      : device_(std::move(device)), work_(std::move(work)) {}
  DeviceExecutor(DeviceExecutor const&) = delete;
  DeviceExecutor(DeviceExecutor&&) = delete;
  DeviceExecutor& operator=(DeviceExecutor const&) = delete;
  DeviceExecutor& operator=(DeviceExecutor&&) = delete;
  ~DeviceExecutor() override {
    ignore(cudaSetDevice(device_.number));
    work_.reset();
  }

  void run(PathSource& paths) override {
    on_device(device_, [&] { work_->evaluate(paths); });
  }
  std::vector<Tallies> take() override {
    return on_device(device_, [&] { return work_->tallies(); });
  }
  std::string device() const override { return device_.name; }

 private:
  Device device_;
  std::unique_ptr<DeviceWork> work_;
};

}  // namespace

std::optional<PathRange> DeviceWork::next_chunk(PathSource& paths, std::uint64_t max_count,
                                                std::uint64_t wave_paths) const {
  std::uint64_t const min_count =
      options_.chunk_paths != 0 ? max_count : std::min(max_count, wave_paths);
  std::optional<PathSpan> const span = paths.next(max_count, min_count);
  if (!span) return {};
  return PathRange{span->first, static_cast<std::uint32_t>(span->count)};
}

Notice DeviceWork::notice() const {
  return [this](std::string const& text) {
    notify(options_, fmt::format("{}: {}", device_.text(), text));
  };
}

void with_device(Device const& device, std::function<void()> const& action) {
  on_device(device, action);
}

Executors on_each_device(
    RunOptions const& options,
    std::function<std::unique_ptr<DeviceWork>(Device const& device)> const& make) {
  std::vector<Device> const devices = usable_devices(options);
  Executors executors;
  executors.reserve(devices.size());
  for (Device const& device : devices)
    executors.push_back(std::make_unique<DeviceExecutor>(device, make(device)));
  return executors;
}

Executors on_first_device(
    RunOptions const& options,
    std::function<std::unique_ptr<DeviceWork>(Device const& device)> const& make) {
  Device const device = usable_devices(options).front();
  Executors executors;
  executors.push_back(std::make_unique<DeviceExecutor>(device, make(device)));
  return executors;
}

std::uint64_t max_chunk(RunOptions const& options, std::uint64_t default_paths) {
  std::uint64_t const asked = options.chunk_paths != 0 ? options.chunk_paths : default_paths;
  return std::max<std::uint64_t>(1, std::min({asked, max_chunk_paths, options.paths}));
}

}  // namespace nameplate
