#include "kernels/cuda/bench_parts.hpp"
#include "kernels/cuda/path_slots.cuh"
#include "kernels/path_parts.hpp"

namespace nameplate {
namespace {

template <SlotMemory memory>
__global__ void __launch_bounds__(paths_per_tile, min_resident_blocks)
    draw_paths_kernel(std::byte const* __restrict__ plan_bytes, std::uint64_t seed, PathRange range,
                      float* __restrict__ scratch, std::uint32_t* sum) {
  PlanView const plan(plan_bytes);
  Slots<float> const slots(tile_slots<memory>(plan, scratch) + threadIdx.x, paths_per_tile);
  fill_constants(plan, slots);
  std::uint32_t drawn = 0;
  for (std::uint32_t path = blockIdx.x * paths_per_tile + threadIdx.x; path < range.count;
       path += gridDim.x * paths_per_tile) {
    drawn += draw_path(plan, seed, range.first + path, slots);
  }
  atomicAdd(sum, drawn);
}

template <SlotMemory memory>
__global__ void __launch_bounds__(paths_per_tile, min_resident_blocks)
    evaluate_chains_kernel(std::byte const* __restrict__ plan_bytes, std::uint64_t seed,
                           PathRange range, float* __restrict__ scratch, std::uint32_t* sum) {
  PlanView const plan(plan_bytes);
  Slots<float> const slots(tile_slots<memory>(plan, scratch) + threadIdx.x, paths_per_tile);
  std::uint32_t const first = blockIdx.x * paths_per_tile + threadIdx.x;
  fill_constants(plan, slots);
  draw_path(plan, seed, range.first + first, slots);
  std::uint32_t outputs = 0;
  for (std::uint32_t path = first; path < range.count; path += gridDim.x * paths_per_tile)
    evaluate_chain(plan, slots, [&](std::uint32_t, float value) { outputs += bits(value); });
  atomicAdd(sum, outputs);
}

using PartKernel = void (*)(std::byte const*, std::uint64_t, PathRange, float*, std::uint32_t*);

PartKernel draw_kernel(SlotMemory memory) {
  return memory == SlotMemory::shared ? draw_paths_kernel<SlotMemory::shared>
                                      : draw_paths_kernel<SlotMemory::scratch>;
}

PartKernel chain_kernel(SlotMemory memory) {
  return memory == SlotMemory::shared ? evaluate_chains_kernel<SlotMemory::shared>
                                      : evaluate_chains_kernel<SlotMemory::scratch>;
}

cudaError_t launch_part(PartKernel kernel, PathLaunch const& launch, std::byte const* plan,
                        std::uint64_t seed, PathRange range, float* scratch, std::uint32_t* sum,
                        cudaStream_t stream) {
  kernel<<<launch.blocks, paths_per_tile, launch.shared_bytes, stream>>>(plan, seed, range, scratch,
                                                                         sum);
  return cudaGetLastError();
}

}  // namespace

cudaError_t resident_part_blocks(SlotMemory memory, std::size_t shared_bytes, int& blocks) {
  int draws = 0, chains = 0;
  cudaError_t status = resident_blocks(draw_kernel(memory), shared_bytes, draws);
  if (status == cudaSuccess) status = resident_blocks(chain_kernel(memory), shared_bytes, chains);
  blocks = min(draws, chains);
  return status;
}

cudaError_t launch_draw_paths(PathLaunch const& launch, std::byte const* plan, std::uint64_t seed,
                              PathRange range, float* scratch, std::uint32_t* sum,
                              cudaStream_t stream) {
  return launch_part(draw_kernel(launch.memory), launch, plan, seed, range, scratch, sum, stream);
}

cudaError_t launch_evaluate_chains(PathLaunch const& launch, std::byte const* plan,
                                   std::uint64_t seed, PathRange range, float* scratch,
                                   std::uint32_t* sum, cudaStream_t stream) {
  return launch_part(chain_kernel(launch.memory), launch, plan, seed, range, scratch, sum, stream);
}

}  // namespace nameplate
