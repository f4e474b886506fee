#pragma once

#include "kernels/cuda/path_launch.hpp"
#include "kernels/real.hpp"

/// The value type of kernels: n neighbouring paths of a tile side by side in one thread. Reading
/// the plan, finding slots and steering the loops costs more than the arithmetic of one path; here
/// it is paid once for all of a thread's paths, whose slots are read and written together.
namespace nameplate {
inline namespace NAMEPLATE_ISA {

template <class T, int n>
struct alignas(n * sizeof(T)) ThreadPack {
  T path[n];

  ThreadPack() = default;
  __device__ __forceinline__ explicit ThreadPack(T x) {
    NAMEPLATE_UNROLL
    for (T& value : path) value = x;
  }
};

template <int n>
using ThreadReal = ThreadPack<float, n>;
template <int n>
using ThreadWord = ThreadPack<std::uint32_t, n>;
template <int n>
using ThreadMask = ThreadPack<bool, n>;

template <int n>
struct RealTraits<ThreadReal<n>> {
  using UInt = ThreadWord<n>;
  using DrawWord = ThreadWord<n>;
  using Mask = ThreadMask<n>;
  static constexpr int lanes = n;
  static constexpr bool draws_in_passes = false;
  static constexpr std::uint32_t slot_stride = paths_per_tile / n;
};

/// function(x.path[i], ..) of every path i.
template <class Function, int n, class First, class... Rest>
__device__ __forceinline__ auto for_each_path(Function function, ThreadPack<First, n> const& first,
                                              ThreadPack<Rest, n> const&... rest) {
  ThreadPack<decltype(function(First{}, Rest{}...)), n> result;
  NAMEPLATE_UNROLL
  for (int i = 0; i < n; ++i) result.path[i] = function(first.path[i], rest.path[i]...);
  return result;
}

#define NAMEPLATE_THREAD_PACK_OPERATOR(op)                                              \
  template <class T, int n>                                                             \
  __device__ __forceinline__ auto operator op(ThreadPack<T, n> x, ThreadPack<T, n> y) { \
    return for_each_path([](T a, T b) { return a op b; }, x, y);                        \
  }
NAMEPLATE_THREAD_PACK_OPERATOR(+)
NAMEPLATE_THREAD_PACK_OPERATOR(-)
NAMEPLATE_THREAD_PACK_OPERATOR(*)
NAMEPLATE_THREAD_PACK_OPERATOR(/)
NAMEPLATE_THREAD_PACK_OPERATOR(&)
NAMEPLATE_THREAD_PACK_OPERATOR(^)
NAMEPLATE_THREAD_PACK_OPERATOR(<)
NAMEPLATE_THREAD_PACK_OPERATOR(>)
NAMEPLATE_THREAD_PACK_OPERATOR(>=)
NAMEPLATE_THREAD_PACK_OPERATOR(==)
#undef NAMEPLATE_THREAD_PACK_OPERATOR

template <int n>
__device__ __forceinline__ ThreadWord<n> operator<<(ThreadWord<n> x, int count) {
  return for_each_path([=](std::uint32_t a) { return a << count; }, x);
}
template <int n>
__device__ __forceinline__ ThreadWord<n> operator>>(ThreadWord<n> x, int count) {
  return for_each_path([=](std::uint32_t a) { return a >> count; }, x);
}

template <int n>
__device__ __forceinline__ ThreadReal<n> fma(ThreadReal<n> x, ThreadReal<n> y, ThreadReal<n> z) {
  return for_each_path([](float a, float b, float c) { return fma(a, b, c); }, x, y, z);
}
template <int n>
__device__ __forceinline__ ThreadReal<n> square_root(ThreadReal<n> x) {
  return for_each_path([](float a) { return square_root(a); }, x);
}
template <int n>
__device__ __forceinline__ ThreadReal<n> saturate(ThreadReal<n> x) {
  return for_each_path([](float a) { return saturate(a); }, x);
}
template <class T, int n>
__device__ __forceinline__ ThreadPack<T, n> select(ThreadMask<n> mask, ThreadPack<T, n> x,
                                                   ThreadPack<T, n> y) {
  return for_each_path([](bool m, T a, T b) { return select(m, a, b); }, mask, x, y);
}
template <int n>
__device__ __forceinline__ bool any(ThreadMask<n> mask) {
  bool result = false;
  NAMEPLATE_UNROLL
  for (bool m : mask.path) result = result || m;
  return result;
}

template <int n>
__device__ __forceinline__ ThreadWord<n> bits(ThreadReal<n> x) {
  return for_each_path([](float a) { return bits(a); }, x);
}
template <int n>
__device__ __forceinline__ ThreadReal<n> from_bits(ThreadWord<n> x) {
  return for_each_path([](std::uint32_t a) { return from_bits(a); }, x);
}
template <int n>
__device__ __forceinline__ ThreadReal<n> to_real(ThreadWord<n> x, ThreadReal<n>) {
  return for_each_path([](std::uint32_t a) { return to_real(a, 0.0f); }, x);
}
template <int n>
__device__ __forceinline__ ThreadWord<n> shift_right_arithmetic(ThreadWord<n> x, int count) {
  return for_each_path([=](std::uint32_t a) { return shift_right_arithmetic(a, count); }, x);
}
template <int n>
__device__ __forceinline__ ThreadMask<n> at_least(ThreadWord<n> x, ThreadWord<n> y) {
  return for_each_path([](std::uint32_t a, std::uint32_t b) { return at_least(a, b); }, x, y);
}
template <int n>
__device__ __forceinline__ ThreadWord<n> minimum(ThreadWord<n> x, ThreadWord<n> y) {
  return for_each_path([](std::uint32_t a, std::uint32_t b) { return minimum(a, b); }, x, y);
}
template <int n>
__device__ __forceinline__ ThreadWord<n> clamp_signed(ThreadWord<n> x, int low, int high) {
  return for_each_path([=](std::uint32_t a) { return clamp_signed(a, low, high); }, x);
}
template <int n>
__device__ __forceinline__ ThreadReal<n> round_to_index(ThreadReal<n> x, ThreadWord<n>& index) {
  ThreadReal<n> rounded;
  NAMEPLATE_UNROLL
  for (int i = 0; i < n; ++i) rounded.path[i] = round_to_index(x.path[i], index.path[i]);
  return rounded;
}
/// \pre the table lies at a multiple of 16 bytes
template <int n>
__device__ __forceinline__ void gather4(float const* table, ThreadWord<n> index,
                                        ThreadReal<n> (&row)[4]) {
  NAMEPLATE_UNROLL
  for (int i = 0; i < n; ++i) {
    float4 const at = reinterpret_cast<float4 const*>(table)[index.path[i]];
    row[0].path[i] = at.x;
    row[1].path[i] = at.y;
    row[2].path[i] = at.z;
    row[3].path[i] = at.w;
  }
}

template <int n>
__device__ __forceinline__ void multiply_wide(ThreadWord<n> x, std::uint32_t m, ThreadWord<n>& high,
                                              ThreadWord<n>& low) {
  NAMEPLATE_UNROLL
  for (int i = 0; i < n; ++i) multiply_wide(x.path[i], m, high.path[i], low.path[i]);
}
template <int n>
__device__ __forceinline__ void multiply_joined(ThreadWord<n> x, std::uint32_t m,
                                                ThreadWord<n>& high, ThreadWord<n>& low) {
  multiply_wide(x, m, high, low);
}
template <int n>
__device__ __forceinline__ ThreadWord<n> join(ThreadWord<n> x) {
  return x;
}
template <int n>
__device__ __forceinline__ void fill_consecutive(std::uint32_t first, ThreadWord<n>& words) {
  NAMEPLATE_UNROLL
  for (int i = 0; i < n; ++i) words.path[i] = first + static_cast<std::uint32_t>(i);
}

}  // namespace NAMEPLATE_ISA
}  // namespace nameplate
