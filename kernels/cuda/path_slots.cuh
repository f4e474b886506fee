#pragma once

#include "kernels/cuda/thread_pack.cuh"
#include "kernels/path.hpp"

/// What the kernels that evaluate paths have in common.
namespace nameplate {

/// Threads of a multiprocessor to compile for: with the 128 registers that this leaves to each, no
/// architecture spills, and the paths of so many threads hide the latencies of each other.
inline constexpr std::uint32_t min_resident_threads = 512;

/// The slots of the block's paths, [slot][path]: a warp's accesses are to neighbouring words.
template <PathShape shape>
__device__ float* tile_slots(PlanView plan, float* scratch) {
  extern __shared__ __align__(16) float shared_slots[];
  if constexpr (in_shared_memory(shape)) return shared_slots;
  return scratch + std::size_t{blockIdx.x} * plan.header().slot_count * paths_per_tile;
}

__device__ __forceinline__ PlanView view(DevicePlan const& plan) {
  return PlanView(plan.header, plan.tables);
}

/// The tiles that cover a range of paths, by position. They start at a multiple of four, because
/// the paths of a thread share the upper half of their number.
class Tiles {
 public:
  __device__ explicit Tiles(PathRange range)
      : skipped_(static_cast<std::uint32_t>(range.first % 4)),
        first_path_(range.first - skipped_),
        end_(skipped_ + range.count) {}

  __device__ std::uint32_t end() const { return end_; }
  __device__ std::uint64_t path(std::uint32_t position) const { return first_path_ + position; }
  /// Whether the path at a position is in the range, and its number there.
  __device__ bool has(std::uint32_t position) const {
    return position >= skipped_ && position < end_;
  }
  __device__ std::uint32_t index(std::uint32_t position) const { return position - skipped_; }
  /// The part of the tile from position `first` on that is in the range.
  __device__ std::uint32_t begin_in(std::uint32_t first) const { return first == 0 ? skipped_ : 0; }
  __device__ std::uint32_t end_in(std::uint32_t first) const {
    return min(paths_per_tile, end_ - first);
  }

 private:
  std::uint32_t skipped_;
  std::uint64_t first_path_;
  std::uint32_t end_;
};

/// The slots of the `number`-th n paths of a tile.
template <PathShape shape, int n>
__device__ Slots<ThreadReal<n>> slots_of(float* tile, std::uint32_t number) {
  auto* first = reinterpret_cast<ThreadReal<n>*>(tile) + number;
  if constexpr (in_shared_memory(shape)) {
    // Hides what the address is made of, which the compiler would put together anew for every slot.
    auto address = static_cast<std::uint32_t>(__cvta_generic_to_shared(first));
    asm("" : "+r"(address));
    first = static_cast<ThreadReal<n>*>(__cvta_shared_to_generic(address));
  }
  return Slots<ThreadReal<n>>(first);
}

/// Launch bounds of a path kernel.
template <PathShape shape>
inline constexpr int min_resident_blocks = min_resident_threads / threads_per_block(shape);

/// ResidentBlocks of `kernel`.
template <class Kernel>
cudaError_t resident_blocks(Kernel* kernel, PathShape shape, std::size_t shared_bytes,
                            int& blocks) {
  blocks = 0;
  cudaError_t const status = cudaFuncSetAttribute(
      kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, static_cast<int>(shared_bytes));
  if (status == cudaErrorInvalidValue) {  // more than a block may have
    cudaGetLastError();
    return cudaSuccess;
  }
  if (status != cudaSuccess) return status;
  return cudaOccupancyMaxActiveBlocksPerMultiprocessor(
      &blocks, kernel, static_cast<int>(threads_per_block(shape)), shared_bytes);
}

}  // namespace nameplate
