#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "host/checkpoint/checksum.hpp"
#include "host/checkpoint/format.hpp"

namespace nameplate {

/// Bytes of a checkpoint's file whose contents were changed, with the size and the checksum that
/// belong to them. \pre head and checksum have their room
inline std::vector<std::byte> sealed(std::vector<std::byte> bytes) {
  std::size_t const end = bytes.size() - checkpoint_checksum_bytes;
  std::uint64_t const size = end - checkpoint_head_bytes;
  std::memcpy(&bytes[checkpoint_head_bytes - sizeof size], &size, sizeof size);
  std::uint32_t const checksum = crc32(std::span(bytes).first(end));
  std::memcpy(&bytes[end], &checksum, sizeof checksum);
  return bytes;
}

}  // namespace nameplate
