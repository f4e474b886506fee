#include <algorithm>

#include "kernels/cuda/tally_samples.hpp"
#include "kernels/cuda/tally_tile.cuh"

namespace nameplate {
namespace {

/// A block takes a tile of paths, then the next tile.
__global__ void __launch_bounds__(paths_per_tile)
    tally_samples_kernel(TallyRecord const* __restrict__ records, std::uint32_t outputs,
                         float const* __restrict__ samples, float const* __restrict__ subtracted,
                         std::uint32_t paths, ChunkTallies tallies) {
  for (std::uint32_t first = blockIdx.x * paths_per_tile; first < paths;
       first += gridDim.x * paths_per_tile) {
    tally_tile(records, outputs, min(paths_per_tile, paths - first), tallies,
               [=](std::uint32_t output, std::uint32_t path) {
                 std::size_t const at = std::size_t{output} * paths + first + path;
                 return subtracted == nullptr ? samples[at] : samples[at] - subtracted[at];
               });
  }
}

constexpr std::uint32_t max_blocks = 1 << 16;

}  // namespace

cudaError_t launch_tally_samples(TallyRecord const* records, std::uint32_t outputs,
                                 float const* samples, float const* subtracted, std::uint32_t paths,
                                 ChunkTallies const& tallies, cudaStream_t stream) {
  std::uint32_t const tiles = (paths + paths_per_tile - 1) / paths_per_tile;
  tally_samples_kernel<<<std::min(tiles, max_blocks), paths_per_tile, 0, stream>>>(
      records, outputs, samples, subtracted, paths, tallies);
  return cudaGetLastError();
}

}  // namespace nameplate
