#pragma once

#include <cuda_runtime_api.h>

#include <cstddef>
#include <cstdint>

#include "kernels/cuda/path_launch.hpp"

/// Launch interface of what is timed apart: parts of a path (kernels/path_parts.hpp), and the
/// limits of the device. Pointers are to device memory. Launches are asynchronous in their stream;
/// the status that they return is that of the launch alone.
namespace nameplate {

/// Of the kernels that draw paths and that evaluate chains (kernels/cuda/path_launch.hpp).
[[nodiscard]] ResidentBlocks resident_part_blocks;

/// Draws all variables of the paths of `range` and adds their bits to *sum. `scratch` as in
/// run_paths.hpp.
[[nodiscard]] cudaError_t launch_draw_paths(PathLaunch const& launch, DevicePlan const& plan,
                                            std::uint64_t seed, PathRange range, float* scratch,
                                            std::uint32_t* sum, cudaStream_t stream);

/// Evaluates range.count paths, every thread from variables that it draws once at its start, and
/// adds the bits of their outputs to *sum.
[[nodiscard]] cudaError_t launch_evaluate_chains(PathLaunch const& launch, DevicePlan const& plan,
                                                 std::uint64_t seed, PathRange range,
                                                 float* scratch, std::uint32_t* sum,
                                                 cudaStream_t stream);

inline constexpr std::uint32_t limit_threads = 256;  // of a block
/// Fused multiply-adds of a thread in a round.
inline constexpr std::uint32_t operations_per_round = 128;

/// `rounds` rounds of multiply-adds that wait for nothing but the arithmetic units; writes to *sink
/// what no compiler knows it never does.
[[nodiscard]] cudaError_t launch_compute(std::uint32_t blocks, std::uint32_t rounds, float* sink,
                                         cudaStream_t stream);

/// Copies `count` values. \pre both arrays are aligned to 16 bytes, 4 divides count
[[nodiscard]] cudaError_t launch_copy(std::uint32_t blocks, float const* from, float* to,
                                      std::size_t count, cudaStream_t stream);

}  // namespace nameplate
