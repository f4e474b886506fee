#include <algorithm>

#include "kernels/cuda/chunk_tallies.hpp"

namespace nameplate {
namespace {

constexpr std::uint32_t fold_threads = 256;

__device__ void fold(SplitSum& chunk, WideTotal& total) {
  using Wide = unsigned __int128;
  auto const high = static_cast<__int128>(static_cast<long long>(chunk.high));
  Wide const sum =
      ((Wide{total.high} << 64) | total.low) + (static_cast<Wide>(high) << 32) + chunk.low;
  total = {static_cast<std::uint64_t>(sum), static_cast<std::uint64_t>(sum >> 64)};
  chunk = {0, 0};
}

/// One thread a bin and an output.
__global__ void __launch_bounds__(fold_threads)
    fold_chunk_kernel(std::uint32_t bins, std::uint32_t outputs, ChunkTallies chunk,
                      TotalTallies total) {
  std::uint32_t const i = blockIdx.x * fold_threads + threadIdx.x;
  if (i < bins && chunk.counts[i] != 0) {  // most counters are never used
    total.counts[i] += chunk.counts[i];
    chunk.counts[i] = 0;
  }
  if (i < outputs) {
    fold(chunk.sums[i], total.sums[i]);
    fold(chunk.squares[i], total.squares[i]);
  }
}

}  // namespace

cudaError_t launch_fold_chunk(std::uint32_t bins, std::uint32_t outputs, ChunkTallies const& chunk,
                              TotalTallies const& total, cudaStream_t stream) {
  std::uint32_t const blocks = (std::max(bins, outputs) + fold_threads - 1) / fold_threads;
  fold_chunk_kernel<<<blocks, fold_threads, 0, stream>>>(bins, outputs, chunk, total);
  return cudaGetLastError();
}

}  // namespace nameplate
