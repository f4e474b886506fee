#pragma once

#include <cstddef>
#include <cstdint>

namespace nameplate {

/// Bytes of memory that can be had without swapping, by the operating system's estimate; the
/// largest number if it gives none.
std::uint64_t available_memory_bytes();

/// \throws InputError stating what is needed, what is there and what to ask less of, if the samples
/// of `outputs` on `paths` and two further rows, which sorting takes, are more than
/// `available_bytes`
void require_sample_memory(std::size_t outputs, std::uint64_t paths, std::uint64_t available_bytes);

}  // namespace nameplate
