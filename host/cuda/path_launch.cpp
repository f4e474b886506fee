#include "host/cuda/path_launch.hpp"

#include <algorithm>

#include "host/cuda/cuda_check.hpp"

namespace nameplate {
namespace {

/// A multiprocessor issues from four warps at once. Shared memory is many times faster than the
/// second-level cache and so pays from there on.
constexpr std::uint32_t min_warps = 4;
constexpr std::uint32_t lanes_per_warp = 32;

int resident(ResidentBlocks& resident_blocks, PathShape shape, std::size_t shared_bytes) {
  int blocks = 0;
  cuda_check(resident_blocks(shape, shared_bytes, blocks), "occupancy of the path kernel");
  return blocks;
}

int attribute(cudaDeviceAttr which) {
  int device = 0, value = 0;
  cuda_check(cudaGetDevice(&device), "cudaGetDevice");
  cuda_check(cudaDeviceGetAttribute(&value, which, device), "cudaDeviceGetAttribute");
  return value;
}

/// Blocks of a multiprocessor, of one warp each, with slots in scratch memory: no more than have
/// room in its part of the second-level cache, if they are enough to keep it busy. Beyond the cache
/// every slot would be a matter of device memory.
std::uint32_t blocks_in_cache(std::uint32_t resident, std::uint32_t slot_count,
                              std::uint32_t multiprocessors) {
  auto const cache_bytes = static_cast<std::size_t>(attribute(cudaDevAttrL2CacheSize));
  auto const room = static_cast<std::uint32_t>(
      cache_bytes / multiprocessors / (std::size_t{slot_count} * paths_per_tile * sizeof(float)));
  return room < min_warps ? resident : std::min(resident, room);
}

/// The launch on one of the device's multiprocessors.
PathLaunch on_one_multiprocessor(ResidentBlocks& resident_blocks, std::uint32_t slot_count,
                                 std::uint32_t multiprocessors) {
  std::size_t const shared_bytes = std::size_t{slot_count} * paths_per_tile * sizeof(float);
  for (PathShape const shape : {PathShape::four_in_shared, PathShape::two_in_shared}) {
    auto const blocks = static_cast<std::uint32_t>(resident(resident_blocks, shape, shared_bytes));
    if (blocks * threads_per_block(shape) >= min_warps * lanes_per_warp)
      return {shape, blocks, shared_bytes};
  }
  PathShape const shape = PathShape::four_in_scratch;
  auto const blocks = static_cast<std::uint32_t>(resident(resident_blocks, shape, 0));
  return {shape, blocks_in_cache(blocks, slot_count, multiprocessors), 0};
}

}  // namespace

PathLaunch choose_launch(ResidentBlocks& resident_blocks, std::uint32_t slot_count,
                         std::uint64_t chunk_paths) {
  auto const multiprocessors =
      static_cast<std::uint32_t>(attribute(cudaDevAttrMultiProcessorCount));
  PathLaunch launch = on_one_multiprocessor(resident_blocks, slot_count, multiprocessors);
  // Of a tile more than it has paths, if the range does not start at a multiple of four.
  std::uint64_t const tiles = (chunk_paths + 3 + paths_per_tile - 1) / paths_per_tile;
  launch.blocks =
      static_cast<std::uint32_t>(std::min(tiles, std::uint64_t{launch.blocks} * multiprocessors));
  return launch;
}

std::size_t scratch_size(PathLaunch const& launch, std::uint32_t slot_count) {
  return in_shared_memory(launch.shape) ? 0
                                        : std::size_t{launch.blocks} * slot_count * paths_per_tile;
}

}  // namespace nameplate
