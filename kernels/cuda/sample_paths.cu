#include "kernels/cuda/path_slots.cuh"
#include "kernels/cuda/sample_paths.hpp"
#include "kernels/sample.hpp"

namespace nameplate {
namespace {

/// One thread evaluates one path of the block's tile; then the next tile. Neighbouring threads
/// store to neighbouring words.
template <SlotMemory memory>
__global__ void __launch_bounds__(paths_per_tile, min_resident_blocks)
    sample_paths_kernel(std::byte const* __restrict__ plan_bytes, std::uint64_t seed,
                        PathRange range, float* __restrict__ scratch, float* __restrict__ values) {
  PlanView const plan(plan_bytes);
  Slots<float> const slots(tile_slots<memory>(plan, scratch) + threadIdx.x, paths_per_tile);
  fill_constants(plan, slots);
  for (std::uint32_t path = blockIdx.x * paths_per_tile + threadIdx.x; path < range.count;
       path += gridDim.x * paths_per_tile) {
    evaluate_path(plan, seed, range.first + path, slots, [&](std::uint32_t output, float value) {
      values[std::size_t{output} * range.count + path] = stored_value(value);
    });
  }
}

auto sample_kernel(SlotMemory memory) {
  return memory == SlotMemory::shared ? sample_paths_kernel<SlotMemory::shared>
                                      : sample_paths_kernel<SlotMemory::scratch>;
}

}  // namespace

cudaError_t resident_sample_blocks(SlotMemory memory, std::size_t shared_bytes, int& blocks) {
  return resident_blocks(sample_kernel(memory), shared_bytes, blocks);
}

cudaError_t launch_sample_paths(PathLaunch const& launch, std::byte const* plan, std::uint64_t seed,
                                PathRange range, float* scratch, float* values,
                                cudaStream_t stream) {
  sample_kernel(launch.memory)<<<launch.blocks, paths_per_tile, launch.shared_bytes, stream>>>(
      plan, seed, range, scratch, values);
  return cudaGetLastError();
}

}  // namespace nameplate
