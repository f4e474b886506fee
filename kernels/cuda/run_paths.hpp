#pragma once

#include <cuda_runtime_api.h>

#include <cstddef>
#include <cstdint>

#include "kernels/cuda/chunk_tallies.hpp"
#include "kernels/cuda/path_launch.hpp"

/// Launch interface of the kernel that tallies its paths. Pointers are to device memory. Launches
/// are asynchronous in their stream; the status that they return is that of the launch alone.
namespace nameplate {

/// Of the tallying kernel (kernels/cuda/path_launch.hpp).
[[nodiscard]] ResidentBlocks resident_path_blocks;

/// Evaluates the paths of `range` and adds them to `tallies`. `scratch` holds
/// [launch.blocks][slot][paths_per_tile] values; it is not used if the slots are in shared memory.
/// \pre range.count <= max_chunk_paths
[[nodiscard]] cudaError_t launch_run_paths(PathLaunch const& launch, DevicePlan const& plan,
                                           std::uint64_t seed, PathRange range, float* scratch,
                                           ChunkTallies const& tallies, cudaStream_t stream);

}  // namespace nameplate
