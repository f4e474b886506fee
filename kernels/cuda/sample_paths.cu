#include "kernels/cuda/path_slots.cuh"
#include "kernels/cuda/sample_paths.hpp"
#include "kernels/sample.hpp"

namespace nameplate {
namespace {

/// Each thread evaluates some paths of the block's tile; then of the next tile. Neighbouring
/// threads store to neighbouring words.
template <PathShape shape>
__global__ void __launch_bounds__(threads_per_block(shape), min_resident_blocks<shape>)
    sample_paths_kernel(__grid_constant__ DevicePlan const device_plan, std::uint64_t seed,
                        PathRange range, float* __restrict__ scratch, float* __restrict__ values) {
  constexpr int side_by_side = paths_per_thread(shape);
  PlanView const plan = view(device_plan);
  Slots<ThreadReal<side_by_side>> const slots =
      slots_of<shape, side_by_side>(tile_slots<shape>(plan, scratch), threadIdx.x);
  fill_constants(plan, slots);
  Tiles const tiles(range);
  for (std::uint32_t at = blockIdx.x * paths_per_tile + side_by_side * threadIdx.x;
       at < tiles.end(); at += gridDim.x * paths_per_tile) {
    auto const store = [&](std::uint32_t output, ThreadReal<side_by_side> x) {
      float* const row = values + std::size_t{output} * range.count;
      NAMEPLATE_UNROLL
      for (std::uint32_t i = 0; i < side_by_side; ++i)
        if (tiles.has(at + i)) row[tiles.index(at + i)] = stored_value(x.path[i]);
    };
    evaluate_path(plan, seed, tiles.path(at), slots, store);
  }
}

auto sample_kernel(PathShape shape) {
  return shape == PathShape::four_in_shared  ? sample_paths_kernel<PathShape::four_in_shared>
         : shape == PathShape::two_in_shared ? sample_paths_kernel<PathShape::two_in_shared>
                                             : sample_paths_kernel<PathShape::four_in_scratch>;
}

}  // namespace

cudaError_t resident_sample_blocks(PathShape shape, std::size_t shared_bytes, int& blocks) {
  return resident_blocks(sample_kernel(shape), shape, shared_bytes, blocks);
}

cudaError_t launch_sample_paths(PathLaunch const& launch, DevicePlan const& plan,
                                std::uint64_t seed, PathRange range, float* scratch, float* values,
                                cudaStream_t stream) {
  sample_kernel(
      launch
          .shape)<<<launch.blocks, threads_per_block(launch.shape), launch.shared_bytes, stream>>>(
      plan, seed, range, scratch, values);
  return cudaGetLastError();
}

}  // namespace nameplate
