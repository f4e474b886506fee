#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace nameplate {

/// Devices that are visible.
std::size_t device_count();

std::string device_name(int device);

/// Tells it from all other devices of the machine, in every process: its place on the bus and its
/// UUID, which parts of a device have of their own.
std::string device_id(int device);

/// Elements of `bytes_each` that the current device has memory for, a quarter of what is free left
/// alone.
std::uint64_t device_room(std::uint64_t bytes_each);

}  // namespace nameplate
