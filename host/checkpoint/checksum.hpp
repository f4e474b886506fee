#pragma once

#include <boost/crc.hpp>
#include <cstddef>
#include <cstdint>
#include <span>

namespace nameplate {

/// CRC-32 as in zlib, PNG and Ethernet.
inline std::uint32_t crc32(std::span<std::byte const> bytes) {
  boost::crc_32_type crc;
  crc.process_bytes(bytes.data(), bytes.size());
  return crc.checksum();
}

}  // namespace nameplate
