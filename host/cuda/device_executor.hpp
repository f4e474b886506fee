#pragma once

#include <functional>
#include <string>

#include "host/executor.hpp"

namespace nameplate {

/// An executor on one device. Memory and streams are made by the thread that first runs it, so that
/// devices are set up side by side.
class DeviceExecutor : public Executor {
 public:
  explicit DeviceExecutor(int device) : device_(device) {}

  std::string device() const override;

 protected:
  /// Makes the device that of the calling thread.
  void use_device() const;

 private:
  int device_;
};

/// Executors of all devices that `options` asks for. \throws RunError
Executors on_each_device(RunOptions const& options,
                         std::function<std::unique_ptr<Executor>(int device)> const& make);

/// Paths of a chunk: as `options` asks, else the default; never more than the run or a launch has.
std::uint64_t chunk_paths(RunOptions const& options, std::uint64_t default_paths);

}  // namespace nameplate
