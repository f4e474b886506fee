#pragma once

#include <cuda_runtime_api.h>

#include <cstddef>
#include <cstdint>

#include "kernels/plan.hpp"

/// What the kernels that evaluate paths have in common, for code that is not compiled as CUDA.
namespace nameplate {

/// Paths of a block of a path kernel, which are tallied together: more of them mean fewer
/// reductions and 64-bit atomics a path, fewer mean that the blocks that do not fit leave less of
/// the device idle.
inline constexpr std::uint32_t paths_per_tile = 128;

/// A plan in device memory. The header and the addresses of the tables go along with every launch,
/// in constant memory.
struct DevicePlan {
  /// \pre the plan whose header this is lies at `bytes`, in device memory
  DevicePlan(PlanHeader const& its_header, std::byte const* bytes)
      : header(its_header), tables(addresses(its_header.tables, bytes)) {}

  PlanHeader header;
  TableAddresses tables;
};

/// Paths [first, first + count).
struct PathRange {
  std::uint64_t first;
  std::uint32_t count;
};

/// Beyond this a 32-bit counter of a chunk could overflow.
inline constexpr std::uint64_t max_chunk_paths = std::uint64_t{1} << 31;

/// Where a path kernel keeps the slots of the paths in flight, and how many paths each thread
/// evaluates side by side (kernels/cuda/thread_pack.cuh). Four take 3/4 of the instructions of two;
/// two make twice as many warps of the paths whose slots fit in shared memory.
enum class PathShape { four_in_shared, two_in_shared, four_in_scratch };

NAMEPLATE_HD constexpr bool in_shared_memory(PathShape shape) {
  return shape != PathShape::four_in_scratch;
}
NAMEPLATE_HD constexpr int paths_per_thread(PathShape shape) {
  return shape == PathShape::two_in_shared ? 2 : 4;
}
NAMEPLATE_HD constexpr std::uint32_t threads_per_block(PathShape shape) {
  return paths_per_tile / static_cast<std::uint32_t>(paths_per_thread(shape));
}

struct PathLaunch {
  PathShape shape;
  std::uint32_t blocks;
  std::size_t shared_bytes;  // of a block; 0 with slots in scratch memory
};

/// Blocks of one path kernel that a multiprocessor of the current device runs at once, with
/// `shared_bytes` of dynamic shared memory each; 0 if that is more than it has. Fails if the
/// program holds no code for the device.
using ResidentBlocks = cudaError_t(PathShape shape, std::size_t shared_bytes, int& blocks);

}  // namespace nameplate
