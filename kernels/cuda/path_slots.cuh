#pragma once

#include "kernels/cuda/path_launch.hpp"
#include "kernels/path.hpp"

/// What the kernels that evaluate paths have in common, one thread a path.
namespace nameplate {

/// Blocks of a multiprocessor to compile for: the most with which no architecture spills registers
/// (72 a thread). Left alone, the compiler takes up to 120, which fit 4 blocks.
inline constexpr int min_resident_blocks = 7;

/// The slots of the block's paths, [slot][thread]: a warp's accesses are to neighbouring words.
template <SlotMemory memory>
__device__ float* tile_slots(PlanView plan, float* scratch) {
  extern __shared__ float shared_slots[];
  if constexpr (memory == SlotMemory::shared) return shared_slots;
  return scratch + std::size_t{blockIdx.x} * plan.header().slot_count * paths_per_tile;
}

/// ResidentBlocks of `kernel`.
template <class Kernel>
cudaError_t resident_blocks(Kernel* kernel, std::size_t shared_bytes, int& blocks) {
  blocks = 0;
  cudaError_t const status = cudaFuncSetAttribute(
      kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, static_cast<int>(shared_bytes));
  if (status == cudaErrorInvalidValue) {  // more than a block may have
    cudaGetLastError();
    return cudaSuccess;
  }
  if (status != cudaSuccess) return status;
  return cudaOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, kernel, paths_per_tile,
                                                       shared_bytes);
}

}  // namespace nameplate
