#include <cuda/std/__exception/cuda_error.h>

#include <cstdio>
#include <cub/device/device_radix_sort.cuh>

#include "kernels/cuda/sort_values.hpp"

namespace nameplate {
namespace {

constexpr int first_bit = 0, last_bit = 8 * sizeof(float);

/// CUB returns its errors but for one, which it throws: that it cannot tell the current device.
template <class Call>
cudaError_t status_of(Call const& call) {
  try {
    return call();
  } catch (cuda::cuda_error const& error) {  // holds the status in its text alone
    int status = cudaErrorUnknown;
    std::sscanf(error.what(), "cudaError %d", &status);
    return static_cast<cudaError_t>(status);
  }
}

}  // namespace

cudaError_t sort_temporary_bytes(std::uint64_t count, std::size_t& bytes) {
  cub::DoubleBuffer<float> keys;
  return status_of([&] {
    return cub::DeviceRadixSort::SortKeys(nullptr, bytes, keys, static_cast<std::uint32_t>(count),
                                          first_bit, last_bit);
  });
}

cudaError_t launch_sort_values(std::byte* temporary, std::size_t temporary_bytes, float* values,
                               float* other, std::uint64_t count, float*& sorted,
                               cudaStream_t stream) {
  cub::DoubleBuffer<float> keys(values, other);
  cudaError_t const status = status_of([&] {
    return cub::DeviceRadixSort::SortKeys(temporary, temporary_bytes, keys,
                                          static_cast<std::uint32_t>(count), first_bit, last_bit,
                                          stream);
  });
  sorted = keys.Current();
  return status;
}

}  // namespace nameplate
