#include "kernels/cuda/bench_parts.hpp"
#include "kernels/cuda/path_slots.cuh"
#include "kernels/path_parts.hpp"

namespace nameplate {
namespace {

/// The bits of a thread's paths, added up.
template <int n>
__device__ std::uint32_t total(ThreadWord<n> words) {
  std::uint32_t sum = 0;
  NAMEPLATE_UNROLL
  for (std::uint32_t word : words.path) sum += word;
  return sum;
}

/// Adds up the words of those of a thread's paths, from position `at` on, that are in the range.
template <int n>
__device__ std::uint32_t total_in(Tiles const& tiles, std::uint32_t at, ThreadWord<n> words) {
  std::uint32_t sum = 0;
  NAMEPLATE_UNROLL
  for (std::uint32_t i = 0; i < n; ++i)
    if (tiles.has(at + i)) sum += words.path[i];
  return sum;
}

template <PathShape shape>
__global__ void __launch_bounds__(threads_per_block(shape), min_resident_blocks<shape>)
    draw_paths_kernel(__grid_constant__ DevicePlan const device_plan, std::uint64_t seed,
                      PathRange range, float* __restrict__ scratch, std::uint32_t* sum) {
  constexpr int side_by_side = paths_per_thread(shape);
  PlanView const plan = view(device_plan);
  Slots<ThreadReal<side_by_side>> const slots =
      slots_of<shape, side_by_side>(tile_slots<shape>(plan, scratch), threadIdx.x);
  fill_constants(plan, slots);
  Tiles const tiles(range);
  std::uint32_t drawn = 0;
  for (std::uint32_t at = blockIdx.x * paths_per_tile + side_by_side * threadIdx.x;
       at < tiles.end(); at += gridDim.x * paths_per_tile) {
    drawn += total_in(tiles, at, draw_path(plan, seed, tiles.path(at), slots));
  }
  atomicAdd(sum, drawn);
}

template <PathShape shape>
__global__ void __launch_bounds__(threads_per_block(shape), min_resident_blocks<shape>)
    evaluate_chains_kernel(__grid_constant__ DevicePlan const device_plan, std::uint64_t seed,
                           PathRange range, float* __restrict__ scratch, std::uint32_t* sum) {
  constexpr int side_by_side = paths_per_thread(shape);
  PlanView const plan = view(device_plan);
  Slots<ThreadReal<side_by_side>> const slots =
      slots_of<shape, side_by_side>(tile_slots<shape>(plan, scratch), threadIdx.x);
  fill_constants(plan, slots);
  Tiles const tiles(range);
  std::uint32_t const first = blockIdx.x * paths_per_tile + side_by_side * threadIdx.x;
  draw_path(plan, seed, tiles.path(first), slots);
  ThreadWord<side_by_side> outputs(0u);
  for (std::uint32_t at = first; at < tiles.end(); at += gridDim.x * paths_per_tile) {
    evaluate_chain(plan, slots, [&](std::uint32_t, ThreadReal<side_by_side> value) {
      outputs = outputs + bits(value);
    });
  }
  atomicAdd(sum, total(outputs));
}

using PartKernel = void (*)(DevicePlan, std::uint64_t, PathRange, float*, std::uint32_t*);

PartKernel draw_kernel(PathShape shape) {
  return shape == PathShape::four_in_shared  ? draw_paths_kernel<PathShape::four_in_shared>
         : shape == PathShape::two_in_shared ? draw_paths_kernel<PathShape::two_in_shared>
                                             : draw_paths_kernel<PathShape::four_in_scratch>;
}

PartKernel chain_kernel(PathShape shape) {
  return shape == PathShape::four_in_shared  ? evaluate_chains_kernel<PathShape::four_in_shared>
         : shape == PathShape::two_in_shared ? evaluate_chains_kernel<PathShape::two_in_shared>
                                             : evaluate_chains_kernel<PathShape::four_in_scratch>;
}

cudaError_t launch_part(PartKernel kernel, PathLaunch const& launch, DevicePlan const& plan,
                        std::uint64_t seed, PathRange range, float* scratch, std::uint32_t* sum,
                        cudaStream_t stream) {
  kernel<<<launch.blocks, threads_per_block(launch.shape), launch.shared_bytes, stream>>>(
      plan, seed, range, scratch, sum);
  return cudaGetLastError();
}

}  // namespace

cudaError_t resident_part_blocks(PathShape shape, std::size_t shared_bytes, int& blocks) {
  int draws = 0, chains = 0;
  cudaError_t status = resident_blocks(draw_kernel(shape), shape, shared_bytes, draws);
  if (status == cudaSuccess)
    status = resident_blocks(chain_kernel(shape), shape, shared_bytes, chains);
  blocks = min(draws, chains);
  return status;
}

cudaError_t launch_draw_paths(PathLaunch const& launch, DevicePlan const& plan, std::uint64_t seed,
                              PathRange range, float* scratch, std::uint32_t* sum,
                              cudaStream_t stream) {
  return launch_part(draw_kernel(launch.shape), launch, plan, seed, range, scratch, sum, stream);
}

cudaError_t launch_evaluate_chains(PathLaunch const& launch, DevicePlan const& plan,
                                   std::uint64_t seed, PathRange range, float* scratch,
                                   std::uint32_t* sum, cudaStream_t stream) {
  return launch_part(chain_kernel(launch.shape), launch, plan, seed, range, scratch, sum, stream);
}

}  // namespace nameplate
