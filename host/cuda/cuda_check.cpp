#include "host/cuda/cuda_check.hpp"

#include <fmt/format.h>

#include <string_view>

#include "nameplate/error.hpp"

namespace nameplate {

std::string describe(cudaError_t status) {
  return fmt::format("{} ({})", cudaGetErrorName(status), cudaGetErrorString(status));
}

void cuda_check(cudaError_t status, char const* what, char const* file, int line) {
  if (status == cudaSuccess) return;
  cudaGetLastError();  // an error that the device survives must not show up at the next launch
  std::string_view const path = file;
  std::string_view const name = path.substr(path.rfind('/') + 1);
  throw RunError(fmt::format("CUDA: {}: {}, {}:{}", what, describe(status), name, line));
}

}  // namespace nameplate
