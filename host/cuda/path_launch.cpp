#include "host/cuda/path_launch.hpp"

#include <algorithm>

#include "host/cuda/cuda_check.hpp"

namespace nameplate {
namespace {

/// A multiprocessor issues from four warps at once. Shared memory is many times faster than the
/// second-level cache, into which scratch memory mostly does not fit, and so pays from there on.
constexpr std::uint32_t min_shared_warps = 4;
constexpr std::uint32_t lanes_per_warp = 32;

int resident(ResidentBlocks& resident_blocks, PathShape shape, std::size_t shared_bytes) {
  int blocks = 0;
  cuda_check(resident_blocks(shape, shared_bytes, blocks), "occupancy of the path kernel");
  return blocks;
}

/// The launch with as many blocks as a multiprocessor runs at once.
PathLaunch on_one_multiprocessor(ResidentBlocks& resident_blocks, std::uint32_t slot_count) {
  std::size_t const shared_bytes = std::size_t{slot_count} * paths_per_tile * sizeof(float);
  for (PathShape const shape : {PathShape::four_in_shared, PathShape::two_in_shared}) {
    auto const blocks = static_cast<std::uint32_t>(resident(resident_blocks, shape, shared_bytes));
    if (blocks * threads_per_block(shape) >= min_shared_warps * lanes_per_warp)
      return {shape, blocks, shared_bytes};
  }
  PathShape const shape = PathShape::four_in_scratch;
  return {shape, static_cast<std::uint32_t>(resident(resident_blocks, shape, 0)), 0};
}

}  // namespace

PathLaunch choose_launch(ResidentBlocks& resident_blocks, std::uint32_t slot_count,
                         std::uint64_t chunk_paths) {
  int device = 0, multiprocessors = 0;
  cuda_check(cudaGetDevice(&device), "cudaGetDevice");
  cuda_check(cudaDeviceGetAttribute(&multiprocessors, cudaDevAttrMultiProcessorCount, device),
             "cudaDeviceGetAttribute");
  PathLaunch launch = on_one_multiprocessor(resident_blocks, slot_count);
  // Of a tile more than it has paths, if the range does not start at a multiple of four.
  std::uint64_t const tiles = (chunk_paths + 3 + paths_per_tile - 1) / paths_per_tile;
  launch.blocks = static_cast<std::uint32_t>(
      std::min(tiles, std::uint64_t{launch.blocks} * static_cast<std::uint64_t>(multiprocessors)));
  return launch;
}

std::size_t scratch_size(PathLaunch const& launch, std::uint32_t slot_count) {
  return in_shared_memory(launch.shape) ? 0
                                        : std::size_t{launch.blocks} * slot_count * paths_per_tile;
}

}  // namespace nameplate
