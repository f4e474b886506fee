#include "host/cuda/device.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/cuda/cuda_check.hpp"

namespace nameplate {

std::size_t device_count() {
  int devices = 0;
  cuda_check(cudaGetDeviceCount(&devices), "cudaGetDeviceCount");
  return static_cast<std::size_t>(devices);
}

std::string device_name(int device) {
  cudaDeviceProp properties{};
  cuda_check(cudaGetDeviceProperties(&properties, device), "cudaGetDeviceProperties");
  return properties.name;
}

std::string device_id(int device) {
  cudaDeviceProp properties{};
  cuda_check(cudaGetDeviceProperties(&properties, device), "cudaGetDeviceProperties");
  auto const* const bytes = reinterpret_cast<unsigned char const*>(properties.uuid.bytes);
  return fmt::format("{:04x}:{:02x}:{:02x} {:02x}", properties.pciDomainID, properties.pciBusID,
                     properties.pciDeviceID,
                     fmt::join(bytes, bytes + sizeof properties.uuid.bytes, ""));
}

std::uint64_t device_room(std::uint64_t bytes_each) {
  std::size_t free = 0, total = 0;
  cuda_check(cudaMemGetInfo(&free, &total), "cudaMemGetInfo");
  return free / 4 * 3 / bytes_each;
}

}  // namespace nameplate
