#include <tbb/parallel_for.h>

#include <algorithm>

#include "host/cuda/device.hpp"
#include "host/cuda/device_buffer.hpp"
#include "host/cuda/stream.hpp"
#include "host/executor.hpp"
#include "kernels/cuda/sort_values.hpp"

namespace nameplate {
namespace {

std::size_t temporary_bytes(std::uint64_t count) {
  std::size_t bytes = 0;
  cuda_check(sort_temporary_bytes(count, bytes), "memory of the sort");
  return bytes;
}

/// Sorts arrays of up to a number of values on the current device.
class DeviceSort {
 public:
  explicit DeviceSort(std::uint64_t max_count)
      : values_(max_count, "the values to sort"),
        other_(max_count, "the values to sort"),
        temporary_(temporary_bytes(max_count), "the sort") {}

  void sort(std::span<float> values) {
    cuda_check(cudaMemcpyAsync(values_.data(), values.data(), values.size_bytes(),
                               cudaMemcpyHostToDevice, stream_.get()),
               "copy to the device");
    float* sorted = nullptr;
    cuda_check(launch_sort_values(temporary_.data(), temporary_.size(), values_.data(),
                                  other_.data(), values.size(), sorted, stream_.get()),
               "launch of the sort");
    cuda_check(cudaMemcpyAsync(values.data(), sorted, values.size_bytes(), cudaMemcpyDeviceToHost,
                               stream_.get()),
               "copy from the device");
    stream_.synchronize();
  }

 private:
  Stream stream_;
  DeviceBuffer<float> values_, other_;
  DeviceBuffer<std::byte> temporary_;
};

/// Merges neighbouring runs of `length` sorted values, then of twice that, until one is left.
void merge_runs(std::span<float> values, std::size_t length) {
  for (; length < values.size(); length *= 2) {
    std::size_t const pairs = (values.size() + length - 1) / (2 * length);
    tbb::parallel_for(std::size_t{0}, pairs, [&](std::size_t pair) {
      auto const first = values.begin() + static_cast<std::ptrdiff_t>(2 * length * pair);
      auto const middle = first + static_cast<std::ptrdiff_t>(length);
      std::size_t const rest = values.size() - (2 * pair + 1) * length;
      std::inplace_merge(first, middle,
                         middle + static_cast<std::ptrdiff_t>(std::min(length, rest)));
    });
  }
}

}  // namespace

void sort_on_cuda(std::span<float> values, RunOptions const& options) {
  if (values.empty()) return;
  std::uint64_t const asked = options.chunk_paths != 0 ? options.chunk_paths : values.size();
  std::uint64_t const room = device_room(2 * sizeof(float));
  std::uint64_t const chunk = std::max<std::uint64_t>(
      1, std::min({asked, room, max_sort_values, static_cast<std::uint64_t>(values.size())}));
  DeviceSort device(chunk);
  for (std::size_t begin = 0; begin < values.size(); begin += chunk)
    device.sort(values.subspan(begin, std::min<std::size_t>(chunk, values.size() - begin)));
  merge_runs(values, chunk);
}

}  // namespace nameplate
