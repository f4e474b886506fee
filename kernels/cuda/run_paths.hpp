#pragma once

#include <cuda_runtime_api.h>

#include <cstddef>
#include <cstdint>

#include "kernels/plan.hpp"

/// Launch interface of the CUDA executor's kernels, for code that is not compiled as CUDA. Pointers
/// are to device memory. Launches are asynchronous in their stream; the status that they return is
/// that of the launch alone.
namespace nameplate {

/// Threads of a block of the path kernel, one path each. The block's paths are tallied together:
/// more of them mean fewer reductions and 64-bit atomics a path, fewer mean that the blocks that do
/// not fit leave less of the device idle.
inline constexpr std::uint32_t paths_per_tile = 128;

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

/// Paths [first, first + count).
struct PathRange {
  std::uint64_t first;
  std::uint32_t count;
};

/// Beyond this a 32-bit counter of a chunk could overflow.
inline constexpr std::uint64_t max_chunk_paths = std::uint64_t{1} << 31;

/// Where the path kernel keeps the slots of the paths in flight.
enum class SlotMemory { shared, scratch };

struct PathLaunch {
  SlotMemory memory;
  std::uint32_t blocks;
  std::size_t shared_bytes;  // of a block; 0 with scratch memory
};

/// Blocks of the path kernel that a multiprocessor of the current device runs at once, with
/// `shared_bytes` of dynamic shared memory each; 0 if that is more than it has. Fails if the
/// program holds no code for the device.
[[nodiscard]] cudaError_t resident_path_blocks(SlotMemory memory, std::size_t shared_bytes,
                                               int& blocks);

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
