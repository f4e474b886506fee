#pragma once

#include <cuda_runtime_api.h>

#include <cstddef>
#include <cstdint>

/// Sorting on the device. Pointers are to device memory.
namespace nameplate {

/// Most values of one call.
inline constexpr std::uint64_t max_sort_values = std::uint64_t{1} << 31;

/// Device memory that sorting `count` values takes beside their two arrays. \pre count <=
/// max_sort_values
[[nodiscard]] cudaError_t sort_temporary_bytes(std::uint64_t count, std::size_t& bytes);

/// Sorts the `count` values at `values` into ascending order, with `other` as room for as many;
/// `sorted` is where they will be, one of the two. Asynchronous in `stream`.
/// \pre `temporary` holds sort_temporary_bytes(count); no value is NaN or -0
[[nodiscard]] cudaError_t launch_sort_values(std::byte* temporary, std::size_t temporary_bytes,
                                             float* values, float* other, std::uint64_t count,
                                             float*& sorted, cudaStream_t stream);

}  // namespace nameplate
