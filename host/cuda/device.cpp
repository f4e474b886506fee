#include "host/cuda/device.hpp"

#include "host/cuda/cuda_check.hpp"

namespace nameplate {

std::string device_name() {
  int device = 0;
  cuda_check(cudaGetDevice(&device), "cudaGetDevice");
  cudaDeviceProp properties{};
  cuda_check(cudaGetDeviceProperties(&properties, device), "cudaGetDeviceProperties");
  return properties.name;
}

std::uint64_t device_room(std::uint64_t bytes_each) {
  std::size_t free = 0, total = 0;
  cuda_check(cudaMemGetInfo(&free, &total), "cudaMemGetInfo");
  return free / 4 * 3 / bytes_each;
}

}  // namespace nameplate
