#include "kernels/cuda/bench_parts.hpp"

namespace nameplate {
namespace {

/// Chains of a thread: with the warps of a full multiprocessor, more than the latency needs.
constexpr int chains = 8;
constexpr int steps = static_cast<int>(operations_per_round) / chains;

__global__ void __launch_bounds__(limit_threads) compute_kernel(std::uint32_t rounds, float* sink) {
  float x[chains];
  for (int c = 0; c < chains; ++c) x[c] = static_cast<float>(threadIdx.x + c);
  for (std::uint32_t round = 0; round < rounds; ++round) {
#pragma unroll
    for (int s = 0; s < steps; ++s) {
#pragma unroll
      for (int c = 0; c < chains; ++c) x[c] = fmaf(x[c], 0.999f, 0.001f);
    }
  }
  float sum = 0;
  for (int c = 0; c < chains; ++c) sum += x[c];
  if (sum < 0) *sink = sum;  // never, as all terms are positive
}

__global__ void __launch_bounds__(limit_threads)
    copy_kernel(float4 const* __restrict__ from, float4* __restrict__ to, std::size_t count) {
  for (std::size_t i = blockIdx.x * std::size_t{limit_threads} + threadIdx.x; i < count;
       i += std::size_t{gridDim.x} * limit_threads)
    to[i] = from[i];
}

}  // namespace

cudaError_t launch_compute(std::uint32_t blocks, std::uint32_t rounds, float* sink,
                           cudaStream_t stream) {
  compute_kernel<<<blocks, limit_threads, 0, stream>>>(rounds, sink);
  return cudaGetLastError();
}

cudaError_t launch_copy(std::uint32_t blocks, float const* from, float* to, std::size_t count,
                        cudaStream_t stream) {
  copy_kernel<<<blocks, limit_threads, 0, stream>>>(reinterpret_cast<float4 const*>(from),
                                                    reinterpret_cast<float4*>(to), count / 4);
  return cudaGetLastError();
}

}  // namespace nameplate
