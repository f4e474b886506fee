#include <algorithm>

#include "kernels/cuda/tally_samples.hpp"
#include "kernels/cuda/tally_tile.cuh"

namespace nameplate {
namespace {

constexpr std::uint32_t tally_threads = 128;

/// A block takes a tile of paths, then the next tile.
__global__ void __launch_bounds__(tally_threads)
    tally_samples_kernel(TallyRecord const* __restrict__ records, std::uint32_t outputs,
                         float const* __restrict__ samples, float const* __restrict__ subtracted,
                         std::uint32_t paths, ChunkTallies tallies) {
  for (std::uint32_t first = blockIdx.x * paths_per_tile; first < paths;
       first += gridDim.x * paths_per_tile) {
    std::uint32_t const end = min(paths_per_tile, paths - first);
    tally_tile<tally_threads / lanes_per_warp>(
        records, outputs, 0, end, tallies, [=](std::uint32_t output, std::uint32_t lane) {
          LaneReal x;
          NAMEPLATE_UNROLL
          for (std::uint32_t i = 0; i < paths_per_lane; ++i) {
            std::uint32_t const path = min(paths_per_lane * lane + i, end - 1);
            std::size_t const at = std::size_t{output} * paths + first + path;
            x.path[i] = subtracted == nullptr ? samples[at] : samples[at] - subtracted[at];
          }
          return x;
        });
  }
}

constexpr std::uint32_t max_blocks = 1 << 16;

}  // namespace

cudaError_t launch_tally_samples(TallyRecord const* records, std::uint32_t outputs,
                                 float const* samples, float const* subtracted, std::uint32_t paths,
                                 ChunkTallies const& tallies, cudaStream_t stream) {
  std::uint32_t const tiles = (paths + paths_per_tile - 1) / paths_per_tile;
  tally_samples_kernel<<<std::min(tiles, max_blocks), tally_threads, 0, stream>>>(
      records, outputs, samples, subtracted, paths, tallies);
  return cudaGetLastError();
}

}  // namespace nameplate
