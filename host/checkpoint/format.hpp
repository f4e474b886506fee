#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

/// The frame of a checkpoint's file: mark, version of the format, size of the contents, contents,
/// CRC-32 of all before it.
namespace nameplate {

inline constexpr std::string_view checkpoint_mark = "NPLCKPT\n";
inline constexpr std::size_t checkpoint_checksum_bytes = sizeof(std::uint32_t);
inline constexpr std::size_t checkpoint_head_bytes =
    checkpoint_mark.size() + sizeof(std::uint32_t) + sizeof(std::uint64_t);

}  // namespace nameplate
