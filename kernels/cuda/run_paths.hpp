#pragma once

#include <cuda_runtime_api.h>

#include <cstddef>
#include <cstdint>

#include "kernels/cuda/path_launch.hpp"
#include "kernels/plan.hpp"

/// Launch interface of the CUDA executor's kernels, for code that is not compiled as CUDA. Pointers
/// are to device memory. Launches are asynchronous in their stream; the status that they return is
/// that of the launch alone.
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

/// Of the tallying kernel (kernels/cuda/path_launch.hpp).
[[nodiscard]] ResidentBlocks resident_path_blocks;

/// Evaluates the paths of `range` and adds them to `tallies`. `scratch` holds
/// [launch.blocks][slot][paths_per_tile] values; it is not used if the slots are in shared memory.
/// \pre range.count <= max_chunk_paths
[[nodiscard]] cudaError_t launch_run_paths(PathLaunch const& launch, std::byte const* plan,
                                           std::uint64_t seed, PathRange range, float* scratch,
                                           ChunkTallies const& tallies, cudaStream_t stream);

/// Adds the tallies of a chunk to the totals and clears them.
[[nodiscard]] cudaError_t launch_fold_chunk(std::uint32_t bins, std::uint32_t outputs,
                                            ChunkTallies const& chunk, TotalTallies const& total,
                                            cudaStream_t stream);

}  // namespace nameplate
