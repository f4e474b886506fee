#pragma once

#include <cuda_runtime_api.h>

#include <cstdint>

/// Tallies in device memory, for code that is not compiled as CUDA.
namespace nameplate {

/// A sum as low + 2^32 high, two's complement: 64-bit atomic additions hold the sums of a chunk's
/// paths.
struct SplitSum {
  unsigned long long low, high;
};

/// A two's complement sum of 128 bits.
struct WideTotal {
  std::uint64_t low, high;
};

/// Tallies of one chunk, to which the path kernel adds.
struct ChunkTallies {
  std::uint32_t* counts;  // [bins of all outputs]
  SplitSum* sums;         // [outputs]
  SplitSum* squares;      // [outputs]
};

/// Tallies of the chunks folded so far.
struct TotalTallies {
  std::uint64_t* counts;
  WideTotal* sums;
  WideTotal* squares;
};

/// Adds the tallies of a chunk to the totals and clears them.
[[nodiscard]] cudaError_t launch_fold_chunk(std::uint32_t bins, std::uint32_t outputs,
                                            ChunkTallies const& chunk, TotalTallies const& total,
                                            cudaStream_t stream);

}  // namespace nameplate
