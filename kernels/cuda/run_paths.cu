#include "kernels/cuda/path_slots.cuh"
#include "kernels/cuda/run_paths.hpp"
#include "kernels/cuda/tally_tile.cuh"

namespace nameplate {
namespace {

/// One thread evaluates one path of the block's tile, then the block tallies the tile from its
/// slots; then the next tile. What threads beyond the range evaluate is not tallied.
template <SlotMemory memory>
__global__ void __launch_bounds__(paths_per_tile, min_resident_blocks)
    run_paths_kernel(std::byte const* __restrict__ plan_bytes, std::uint64_t seed, PathRange range,
                     float* __restrict__ scratch, ChunkTallies tallies) {
  PlanView const plan(plan_bytes);
  float* const tile = tile_slots<memory>(plan, scratch);
  Slots<float> const slots(tile + threadIdx.x, paths_per_tile);
  fill_constants(plan, slots);
  for (std::uint32_t first = blockIdx.x * paths_per_tile; first < range.count;
       first += gridDim.x * paths_per_tile) {
    evaluate_path(plan, seed, range.first + first + threadIdx.x, slots,
                  [](std::uint32_t, float) {});
    __syncthreads();
    tally_tile(plan.tallies(), plan.header().output_count, min(paths_per_tile, range.count - first),
               tallies, [=](std::uint32_t output, std::uint32_t path) {
                 return output_value(plan, plan.outputs()[output],
                                     Slots<float>(tile + path, paths_per_tile));
               });
    __syncthreads();
  }
}

auto path_kernel(SlotMemory memory) {
  return memory == SlotMemory::shared ? run_paths_kernel<SlotMemory::shared>
                                      : run_paths_kernel<SlotMemory::scratch>;
}

}  // namespace

cudaError_t resident_path_blocks(SlotMemory memory, std::size_t shared_bytes, int& blocks) {
  return resident_blocks(path_kernel(memory), shared_bytes, blocks);
}

cudaError_t launch_run_paths(PathLaunch const& launch, std::byte const* plan, std::uint64_t seed,
                             PathRange range, float* scratch, ChunkTallies const& tallies,
                             cudaStream_t stream) {
  path_kernel(launch.memory)<<<launch.blocks, paths_per_tile, launch.shared_bytes, stream>>>(
      plan, seed, range, scratch, tallies);
  return cudaGetLastError();
}

}  // namespace nameplate
