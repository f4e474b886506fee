#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "nameplate/run.hpp"

namespace nameplate {

struct Device {
  int number;  // among those that are visible
  std::string name;

  /// "device 0 (NVIDIA H100)"
  std::string text() const;
};

/// The devices that `options` name. If they name none: all that are visible and can run this
/// program, with a notice of any other. Sets them up side by side. \throws InputError if one that
/// is named is not there or cannot run the program; RunError if one that is named fails, or if none
/// is left
std::vector<Device> usable_devices(RunOptions const& options);

/// Bytes of memory of the current device that are free.
std::uint64_t free_device_bytes();

}  // namespace nameplate
