#pragma once

#include <cstdint>
#include <cstdlib>
#include <new>
#include <vector>

#include "nameplate/plan.hpp"

namespace nameplate {

/// Memory that is zero without being written, so the many counters that are never used cost no
/// memory.
template <class T>
struct ZeroedAllocator {
  using value_type = T;  // NOLINT(readability-identifier-naming): the library's name
  ZeroedAllocator() = default;
  template <class U>
  ZeroedAllocator(ZeroedAllocator<U> const&) {}  // NOLINT(google-explicit-constructor): required

  T* allocate(std::size_t count) {
    if (void* const memory = std::calloc(count, sizeof(T))) return static_cast<T*>(memory);
    throw std::bad_alloc();
  }
  void deallocate(T* memory, std::size_t) { std::free(memory); }
  template <class U>
  void construct(U*) {}  // value-initialised already
  template <class U, class First, class... Rest>
  void construct(U* at, First&& first, Rest&&... rest) {
    ::new (static_cast<void*>(at)) U(static_cast<First&&>(first), static_cast<Rest&&>(rest)...);
  }
  bool operator==(ZeroedAllocator const&) const = default;
};

template <class T>
using ZeroedVector = std::vector<T, ZeroedAllocator<T>>;

/// A signed 128-bit sum.
struct WideSum {
  std::uint64_t low = 0;
  std::int64_t high = 0;

  WideSum& operator+=(std::int64_t x);
  WideSum& operator+=(WideSum const& x);
  bool operator==(WideSum const&) const = default;
  double to_double() const;
};

/// Integer results of a set of paths. Adding two of the same plan gives those of both sets,
/// exactly.
struct Tallies {
  std::uint64_t paths = 0;
  ZeroedVector<std::uint64_t> counts;  // [bins of all outputs], laid out as in kernels/tally.hpp
  std::vector<WideSum> sums;           // [outputs], in units of 1 / sum_scale
  std::vector<WideSum> squares;        // [outputs], in units of 1 / square_scale

  explicit Tallies(Plan const& plan);
  Tallies& operator+=(Tallies const& other);
  bool operator==(Tallies const&) const = default;
};

}  // namespace nameplate
