#include "kernels/cuda/path_slots.cuh"
#include "kernels/cuda/run_paths.hpp"
#include "kernels/cuda/tally_tile.cuh"

namespace nameplate {
namespace {

/// Each thread evaluates some paths of the block's tile, then the block tallies the tile from its
/// slots; then the next tile. What threads evaluate beyond the range is not tallied.
template <PathShape shape>
__global__ void __launch_bounds__(threads_per_block(shape), min_resident_blocks<shape>)
    run_paths_kernel(__grid_constant__ DevicePlan const device_plan, std::uint64_t seed,
                     PathRange range, float* __restrict__ scratch, ChunkTallies tallies) {
  constexpr int side_by_side = paths_per_thread(shape);
  PlanView const plan = view(device_plan);
  float* const tile = tile_slots<shape>(plan, scratch);
  Slots<ThreadReal<side_by_side>> const slots = slots_of<shape, side_by_side>(tile, threadIdx.x);
  fill_constants(plan, slots);
  Tiles const tiles(range);
  for (std::uint32_t first = blockIdx.x * paths_per_tile; first < tiles.end();
       first += gridDim.x * paths_per_tile) {
    evaluate_path(plan, seed, tiles.path(first + side_by_side * threadIdx.x), slots,
                  [](std::uint32_t, ThreadReal<side_by_side>) {});
    __syncthreads();
    tally_tile<threads_per_block(shape) / lanes_per_warp>(
        plan.tallies(), plan.header().output_count, tiles.begin_in(first), tiles.end_in(first),
        tallies, [=](std::uint32_t output, std::uint32_t lane) {
          return output_value(plan, plan.outputs()[output],
                              slots_of<shape, paths_per_lane>(tile, lane));
        });
    __syncthreads();
  }
}

auto path_kernel(PathShape shape) {
  return shape == PathShape::four_in_shared  ? run_paths_kernel<PathShape::four_in_shared>
         : shape == PathShape::two_in_shared ? run_paths_kernel<PathShape::two_in_shared>
                                             : run_paths_kernel<PathShape::four_in_scratch>;
}

}  // namespace

cudaError_t resident_path_blocks(PathShape shape, std::size_t shared_bytes, int& blocks) {
  return resident_blocks(path_kernel(shape), shape, shared_bytes, blocks);
}

cudaError_t launch_run_paths(PathLaunch const& launch, DevicePlan const& plan, std::uint64_t seed,
                             PathRange range, float* scratch, ChunkTallies const& tallies,
                             cudaStream_t stream) {
  path_kernel(
      launch
          .shape)<<<launch.blocks, threads_per_block(launch.shape), launch.shared_bytes, stream>>>(
      plan, seed, range, scratch, tallies);
  return cudaGetLastError();
}

}  // namespace nameplate
