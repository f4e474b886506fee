#pragma once

#include <cuda_runtime_api.h>

#include <string>

namespace nameplate {

/// "cudaErrorNoDevice (no CUDA-capable device is detected)"
std::string describe(cudaError_t status);

/// \throws RunError "CUDA: WHAT: cudaError... (...), FILE:LINE" unless `status` is success. Every
/// call's status comes here, but for those that free.
void cuda_check(cudaError_t status, char const* what, char const* file = __builtin_FILE(),
                int line = __builtin_LINE());

/// For what frees: a device that was lost fails even that, and neither this nor what the device
/// survives may show up at the next launch.
inline void ignore(cudaError_t status) {
  if (status != cudaSuccess) cudaGetLastError();
}

}  // namespace nameplate
