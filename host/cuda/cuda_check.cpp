#include "host/cuda/cuda_check.hpp"

#include <fmt/format.h>

#include <string_view>

#include "nameplate/error.hpp"

namespace nameplate {

std::string describe(cudaError_t status) {
  return fmt::format("{} ({})", cudaGetErrorName(status), cudaGetErrorString(status));
}

void cuda_check(cudaError_t status, char const* what, std::source_location at) {
  if (status == cudaSuccess) return;
  cudaGetLastError();  // an error that the device survives does not show up again at the next
                       // launch
  std::string_view const path = at.file_name();
  std::string_view const file = path.substr(path.rfind('/') + 1);
  throw RunError(fmt::format("CUDA: {}: {}, {}:{}", what, describe(status), file, at.line()));
}

}  // namespace nameplate
