#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>

#include "host/cuda/cuda_check.hpp"
#include "nameplate/error.hpp"

namespace nameplate {

/// Names what there is not enough memory for, the bytes asked and those free.
class OutOfDeviceMemory : public RunError {
 public:
  using RunError::RunError;
};

/// `bytes` of device memory. \throws OutOfDeviceMemory
void* allocate_on_device(std::size_t bytes, char const* what);

/// Owns `size()` elements of device memory, not initialised. Move-only.
template <class T>
class DeviceBuffer {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  DeviceBuffer(std::size_t size, char const* what)
      : data_(static_cast<T*>(allocate_on_device(size * sizeof(T), what))), size_(size) {}

  T* data() const { return data_.get(); }
  std::size_t size() const { return size_; }

  /// Sets all bytes to zero. Asynchronous in `stream`.
  void clear(cudaStream_t stream) {
    cuda_check(cudaMemsetAsync(data(), 0, size_ * sizeof(T), stream), "cudaMemsetAsync");
  }

  /// Asynchronous in `stream`; `source` may change once this has returned.
  /// \pre source.size() <= size()
  void upload(std::span<T const> source, cudaStream_t stream) {
    cuda_check(
        cudaMemcpyAsync(data(), source.data(), source.size_bytes(), cudaMemcpyHostToDevice, stream),
        "copy to the device");
  }

  /// Asynchronous in `stream`: `target` is complete once the stream is.
  /// \pre target.size() <= size()
  void download(std::span<T> target, cudaStream_t stream) const {
    cuda_check(
        cudaMemcpyAsync(target.data(), data(), target.size_bytes(), cudaMemcpyDeviceToHost, stream),
        "copy from the device");
  }

 private:
  struct Free {
    void operator()(T* data) const { ignore(cudaFree(data)); }
  };

  std::unique_ptr<T, Free> data_;
  std::size_t size_;
};

}  // namespace nameplate
