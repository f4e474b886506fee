#pragma once

#include <cuda_runtime_api.h>

#include <cstddef>
#include <cstdint>

/// What the kernels that evaluate paths have in common, for code that is not compiled as CUDA.
namespace nameplate {

/// Threads of a block of a path kernel, one path each. The block's paths are tallied together:
/// more of them mean fewer reductions and 64-bit atomics a path, fewer mean that the blocks that do
/// not fit leave less of the device idle.
inline constexpr std::uint32_t paths_per_tile = 128;

/// Paths [first, first + count).
struct PathRange {
  std::uint64_t first;
  std::uint32_t count;
};

/// Beyond this a 32-bit counter of a chunk could overflow.
inline constexpr std::uint64_t max_chunk_paths = std::uint64_t{1} << 31;

/// Where a path kernel keeps the slots of the paths in flight.
enum class SlotMemory { shared, scratch };

struct PathLaunch {
  SlotMemory memory;
  std::uint32_t blocks;
  std::size_t shared_bytes;  // of a block; 0 with scratch memory
};

/// Blocks of one path kernel that a multiprocessor of the current device runs at once, with
/// `shared_bytes` of dynamic shared memory each; 0 if that is more than it has. Fails if the
/// program holds no code for the device.
using ResidentBlocks = cudaError_t(SlotMemory memory, std::size_t shared_bytes, int& blocks);

}  // namespace nameplate
