#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/cuda/path_launch.hpp"

/// Launch interface of the kernel that keeps the outputs of its paths. Pointers are to device
/// memory. Launches are asynchronous in their stream; the status that they return is that of the
/// launch alone.
namespace nameplate {

/// Of the sampling kernel (kernels/cuda/path_launch.hpp).
[[nodiscard]] ResidentBlocks resident_sample_blocks;

/// Stores the outputs of the paths of `range` in `values`, [output][range.count], in the form of
/// kernels/sample.hpp. `scratch` holds [launch.blocks][slot][paths_per_tile] values; it is not used
/// if the slots are in shared memory. \pre range.count <= max_chunk_paths
[[nodiscard]] cudaError_t launch_sample_paths(PathLaunch const& launch, DevicePlan const& plan,
                                              std::uint64_t seed, PathRange range, float* scratch,
                                              float* values, cudaStream_t stream);

}  // namespace nameplate
