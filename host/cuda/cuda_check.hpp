#pragma once

#include <cuda_runtime_api.h>

#include <string>

namespace nameplate {

/// "cudaErrorNoDevice (no CUDA-capable device is detected)"
std::string describe(cudaError_t status);

/// \throws RunError "CUDA: WHAT: cudaError... (...), FILE:LINE" unless `status` is success. Every
/// call's status comes here.
void cuda_check(cudaError_t status, char const* what, char const* file = __builtin_FILE(),
                int line = __builtin_LINE());

}  // namespace nameplate
