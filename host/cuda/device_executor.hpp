#pragma once

#include <functional>
#include <optional>
#include <string>

#include "host/cuda/device.hpp"
#include "host/cuda/fit_memory.hpp"
#include "host/executor.hpp"
#include "kernels/cuda/path_launch.hpp"

namespace nameplate {

/// What an executor does on one device, which is current whenever anything is called, the end
/// included: calls fail while the current device is one that was lost. Memory and streams are made
/// by the first evaluate, so that devices are set up side by side.
class DeviceWork {
 public:
  DeviceWork(Device const& device, RunOptions const& options)
      : device_(device), options_(options) {}
  DeviceWork(DeviceWork const&) = delete;
  DeviceWork(DeviceWork&&) = delete;
  DeviceWork& operator=(DeviceWork const&) = delete;
  DeviceWork& operator=(DeviceWork&&) = delete;
  virtual ~DeviceWork() = default;

  /// As Executor::run and Executor::take.
  virtual void evaluate(PathSource& paths) = 0;
  virtual std::vector<Tallies> tallies() = 0;

 protected:
  RunOptions const& options() const { return options_; }

  /// The next paths for a launch of which one wave of blocks evaluates so many: as many as
  /// `options` ask, else whole waves, fewer towards the end of a run that devices share.
  std::optional<PathRange> next_chunk(PathSource& paths, std::uint64_t max_count,
                                      std::uint64_t wave_paths) const;

  /// Passes on what is said of the device.
  Notice notice() const;

 private:
  Device device_;
  RunOptions const& options_;
};

/// Calls `action` with the device as that of the calling thread. \throws what it throws; a RunError
/// names the device
void with_device(Device const& device, std::function<void()> const& action);

/// Executors of all devices that `options` ask for; their errors name the device. `make` makes the
/// work of each. \throws as usable_devices
Executors on_each_device(
    RunOptions const& options,
    std::function<std::unique_ptr<DeviceWork>(Device const& device)> const& make);

/// The same of the first of them alone.
Executors on_first_device(
    RunOptions const& options,
    std::function<std::unique_ptr<DeviceWork>(Device const& device)> const& make);

/// Most paths of a launch: as `options` ask, else the default; never more than the run or a launch
/// has.
std::uint64_t max_chunk(RunOptions const& options, std::uint64_t default_paths);

}  // namespace nameplate
