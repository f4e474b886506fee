#include "host/cuda/device_buffer.hpp"

#include <fmt/format.h>

namespace nameplate {

void* allocate_on_device(std::size_t bytes, char const* what) {
  void* memory = nullptr;
  cudaError_t const status = cudaMalloc(&memory, bytes);
  if (status == cudaErrorMemoryAllocation) {
    cudaGetLastError();
    std::size_t free = 0, total = 0;
    cuda_check(cudaMemGetInfo(&free, &total), "cudaMemGetInfo");
    throw OutOfDeviceMemory(
        fmt::format("CUDA: not enough device memory for {}: asked for {} bytes, {} of {} are free",
                    what, bytes, free, total));
  }
  cuda_check(status, "cudaMalloc");
  return memory;
}

}  // namespace nameplate
