#pragma once

#include <functional>
#include <optional>
#include <string>

#include "host/cuda/device.hpp"
#include "host/cuda/fit_memory.hpp"
#include "host/executor.hpp"
#include "kernels/cuda/path_launch.hpp"

namespace nameplate {

/// An executor on one device. Memory and streams are made by the thread that first runs it, so that
/// devices are set up side by side. Its errors name the device.
class DeviceExecutor : public Executor {
 public:
  DeviceExecutor(Device device, RunOptions const& options)
      : device_(std::move(device)), options_(options) {}

  void run(PathSource& paths) final;
  std::vector<Tallies> take() final;
  std::string device() const final { return device_.name; }

 protected:
  /// As run and take, on the device, which is current.
  virtual void evaluate(PathSource& paths) = 0;
  virtual std::vector<Tallies> tallies() = 0;

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

/// Executors of all devices that `options` ask for. \throws as usable_devices
Executors on_each_device(
    RunOptions const& options,
    std::function<std::unique_ptr<Executor>(Device const& device)> const& make);

/// Most paths of a launch: as `options` ask, else the default; never more than the run or a launch
/// has.
std::uint64_t max_chunk(RunOptions const& options, std::uint64_t default_paths);

}  // namespace nameplate
