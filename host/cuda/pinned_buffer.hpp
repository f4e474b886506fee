#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>

#include "host/cuda/cuda_check.hpp"

namespace nameplate {

/// Owns memory of the host that devices copy to while the host goes on; not initialised. Move-only.
template <class T>
class PinnedBuffer {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  /// \throws RunError if there is not enough
  explicit PinnedBuffer(std::size_t size) : size_(size) {
    void* memory = nullptr;
    cuda_check(cudaMallocHost(&memory, size * sizeof(T)), "cudaMallocHost");
    data_.reset(static_cast<T*>(memory));
  }

  std::size_t size() const { return size_; }
  std::span<T> first(std::size_t count) const { return {data_.get(), count}; }

 private:
  struct Free {
    void operator()(T* data) const { ignore(cudaFreeHost(data)); }
  };

  std::unique_ptr<T, Free> data_;
  std::size_t size_;
};

}  // namespace nameplate
