#include "host/cuda/path_launch.hpp"

#include <algorithm>

#include "host/cuda/cuda_check.hpp"

namespace nameplate {
namespace {

/// Shared memory is many times faster than the second-level cache, into which scratch memory mostly
/// does not fit, but it holds fewer paths in flight. From two blocks (8 warps) a multiprocessor on
/// they suffice to hide its latency.
constexpr int min_shared_blocks = 2;

}  // namespace

PathLaunch choose_launch(ResidentBlocks& resident_blocks, std::uint32_t slot_count,
                         std::uint64_t chunk_paths) {
  int device = 0, multiprocessors = 0, resident = 0;
  cuda_check(cudaGetDevice(&device), "cudaGetDevice");
  cuda_check(cudaDeviceGetAttribute(&multiprocessors, cudaDevAttrMultiProcessorCount, device),
             "cudaDeviceGetAttribute");

  PathLaunch launch{SlotMemory::shared, 0,
                    std::size_t{slot_count} * paths_per_tile * sizeof(float)};
  cuda_check(resident_blocks(launch.memory, launch.shared_bytes, resident),
             "occupancy of the path kernel");
  if (resident < min_shared_blocks) {
    launch = {SlotMemory::scratch, 0, 0};
    cuda_check(resident_blocks(launch.memory, launch.shared_bytes, resident),
               "occupancy of the path kernel");
  }
  std::uint64_t const tiles = (chunk_paths + paths_per_tile - 1) / paths_per_tile;
  auto const slots =
      static_cast<std::uint64_t>(multiprocessors) * static_cast<std::uint64_t>(resident);
  launch.blocks = static_cast<std::uint32_t>(std::min(tiles, slots));
  return launch;
}

std::size_t scratch_size(PathLaunch const& launch, std::uint32_t slot_count) {
  return launch.memory == SlotMemory::scratch
             ? std::size_t{launch.blocks} * slot_count * paths_per_tile
             : 0;
}

}  // namespace nameplate
