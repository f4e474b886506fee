#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>

#include "host/cuda/device.hpp"
#include "host/cuda/device_buffer.hpp"

namespace nameplate {

/// Told, in a sentence, what a device does otherwise than usual.
using Notice = std::function<void(std::string const& text)>;

/// Things to have device memory for.
struct Amount {
  std::uint64_t wanted, least;
  std::uint64_t bytes_each;
  char const* things;  // "paths at a time"
};

/// "not enough memory for 1,000 paths at a time: takes 500"
std::string shortage_text(Amount const& amount, std::uint64_t got);

/// What `make(count)` returns, which allocates memory of the current device, for as many things as
/// there is room for: the amount wanted, or half of it, and so on. A quarter of what is free is
/// left alone, if the least can be had so. \throws OutOfDeviceMemory if the least does not fit
template <class Make>
auto make_fitting(Amount const& amount, Notice const& notice, Make const& make) {
  auto const halved = [&](std::uint64_t count) { return std::max(amount.least, count / 2); };
  std::uint64_t const room = free_device_bytes() / 4 * 3 / amount.bytes_each;
  std::uint64_t count = amount.wanted;
  while (count > std::max(amount.least, room)) count = halved(count);
  for (;; count = halved(count)) {
    try {
      auto made = make(count);
      if (count < amount.wanted) notice(shortage_text(amount, count));
      return made;
    } catch (OutOfDeviceMemory const&) {
      if (count <= amount.least) throw;
    }
  }
}

}  // namespace nameplate
