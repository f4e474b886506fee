#pragma once

#include <cstdint>
#include <string>

namespace nameplate {

/// Name of the current device.
std::string device_name();

/// Elements of `bytes_each` that the current device has memory for, a quarter of what is free left
/// alone.
std::uint64_t device_room(std::uint64_t bytes_each);

}  // namespace nameplate
