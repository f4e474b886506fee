#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>

namespace nameplate {

struct FreeAligned {
  void operator()(void* memory) const { std::free(memory); }
};

/// An array whose first element is aligned for any pack, not initialised.
template <class T>
using AlignedArray = std::unique_ptr<T[], FreeAligned>;

template <class T>
AlignedArray<T> aligned_array(std::size_t count) {
  std::size_t const bytes = (std::max<std::size_t>(count, 1) * sizeof(T) + 63) / 64 * 64;
  void* const memory = std::aligned_alloc(64, bytes);
  if (memory == nullptr) throw std::bad_alloc();
  return AlignedArray<T>(static_cast<T*>(memory));
}

}  // namespace nameplate
