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
  /// What an allocator must name.
  using value_type = T;  // NOLINT(readability-identifier-naming): the library's name
  ZeroedAllocator() = default;
  /// All are alike.
  template <class U>
  ZeroedAllocator(ZeroedAllocator<U> const&) {}  // NOLINT(google-explicit-constructor): required

  /// Zeros. \throws std::bad_alloc
  T* allocate(std::size_t count) {
    if (void* const memory = std::calloc(count, sizeof(T))) return static_cast<T*>(memory);
    throw std::bad_alloc();
  }
  /// Gives back what `allocate` gave.
  void deallocate(T* memory, std::size_t) { std::free(memory); }
  /// Leaves the zeros where no value is given.
  ///@{
  template <class U>
  void construct(U*) {}  // value-initialised already
  template <class U, class First, class... Rest>
  void construct(U* at, First&& first, Rest&&... rest) {
    ::new (static_cast<void*>(at)) U(static_cast<First&&>(first), static_cast<Rest&&>(rest)...);
  }
  ///@}
  /// All are alike.
  bool operator==(ZeroedAllocator const&) const = default;
};

/// A vector in such memory.
template <class T>
using ZeroedVector = std::vector<T, ZeroedAllocator<T>>;

/// A signed 128-bit sum.
struct WideSum {
  std::uint64_t low = 0;  ///< lower 64 bits
  std::int64_t high = 0;  ///< upper 64 bits, with the sign

  /// Adds, modulo 2^128.
  ///@{
  WideSum& operator+=(std::int64_t x);
  WideSum& operator+=(WideSum const& x);
  ///@}
  /// Member by member.
  bool operator==(WideSum const&) const = default;
  /// The nearest double.
  double to_double() const;
};

/// Integer results of a set of paths. Adding two of the same plan gives those of both sets,
/// exactly.
struct Tallies {
  std::uint64_t paths = 0;             ///< counted
  ZeroedVector<std::uint64_t> counts;  ///< [bins of all outputs], laid out as in kernels/tally.hpp
  std::vector<WideSum> sums;           ///< [outputs], in units of 1 / sum_scale
  std::vector<WideSum> squares;        ///< [outputs], in units of 1 / square_scale

  /// Of no paths.
  explicit Tallies(Plan const& plan);
  /// Adds those of other paths of the same plan.
  Tallies& operator+=(Tallies const& other);
  /// Member by member.
  bool operator==(Tallies const&) const = default;
};

}  // namespace nameplate
