#include "host/cuda/path_launch.hpp"

#include "tests/gpu/gpu_test.hpp"

/// How a path kernel is launched, for kernels of which a multiprocessor runs a given number of
/// blocks at once.
namespace nameplate {
namespace {

constexpr std::uint32_t slots = 10;
constexpr std::uint64_t many_paths = std::uint64_t{1} << 30;
constexpr int scratch_blocks = 5;

/// Blocks of four paths a thread have one warp, of two paths a thread two.
template <int of_four, int of_two>
cudaError_t resident(PathShape shape, std::size_t shared_bytes, int& blocks) {
  blocks = shape == PathShape::four_in_shared  ? of_four
           : shape == PathShape::two_in_shared ? of_two
                                               : scratch_blocks;
  bool const has_all_slots =
      shared_bytes == (in_shared_memory(shape) ? slots * paths_per_tile * sizeof(float) : 0);
  return has_all_slots ? cudaSuccess : cudaErrorInvalidValue;
}

int multiprocessors() {
  int count = 0;
  cudaDeviceGetAttribute(&count, cudaDevAttrMultiProcessorCount, 0);
  return count;
}

using GpuPathLaunch = GpuTest;

TEST_F(GpuPathLaunch, PutsFourPathsInAThreadWhereTheyStillMakeFourWarps) {
  PathLaunch const launch = choose_launch(resident<4, 3>, slots, many_paths);
  EXPECT_EQ(launch.shape, PathShape::four_in_shared);
  EXPECT_EQ(launch.blocks, 4u * static_cast<std::uint32_t>(multiprocessors()));
  EXPECT_EQ(launch.shared_bytes, slots * paths_per_tile * sizeof(float));
  EXPECT_EQ(scratch_size(launch, slots), 0u);
}

TEST_F(GpuPathLaunch, PutsTwoPathsInAThreadWhereFourMakeTooFewWarps) {
  PathLaunch const launch = choose_launch(resident<3, 2>, slots, many_paths);
  EXPECT_EQ(launch.shape, PathShape::two_in_shared);
  EXPECT_EQ(launch.blocks, 2u * static_cast<std::uint32_t>(multiprocessors()));
  EXPECT_EQ(scratch_size(launch, slots), 0u);
}

TEST_F(GpuPathLaunch, KeepsSlotsInScratchMemoryWhereSharedMemoryHoldsTooFewPaths) {
  PathLaunch const launch = choose_launch(resident<1, 1>, slots, many_paths);
  EXPECT_EQ(launch.shape, PathShape::four_in_scratch);
  EXPECT_EQ(launch.blocks, scratch_blocks * static_cast<std::uint32_t>(multiprocessors()));
  EXPECT_EQ(launch.shared_bytes, 0u);
  EXPECT_EQ(scratch_size(launch, slots), std::size_t{launch.blocks} * slots * paths_per_tile);
}

/// As many slots as leave `blocks` blocks of each multiprocessor room in the second-level cache.
std::uint32_t slots_for(std::uint32_t blocks) {
  int cache_bytes = 0;
  cudaDeviceGetAttribute(&cache_bytes, cudaDevAttrL2CacheSize, 0);
  std::size_t const slot_bytes = paths_per_tile * sizeof(float);
  return static_cast<std::uint32_t>(static_cast<std::size_t>(cache_bytes) / slot_bytes /
                                    static_cast<std::size_t>(multiprocessors()) / blocks);
}

/// No block's slots fit in shared memory.
cudaError_t resident_in_scratch(PathShape shape, std::size_t, int& blocks) {
  blocks = in_shared_memory(shape) ? 0 : 2 * scratch_blocks;
  return cudaSuccess;
}

TEST_F(GpuPathLaunch, StartsNoMoreBlocksThanTheSecondLevelCacheHasRoomForTheirSlots) {
  PathLaunch const launch = choose_launch(resident_in_scratch, slots_for(7), many_paths);
  EXPECT_EQ(launch.shape, PathShape::four_in_scratch);
  EXPECT_EQ(launch.blocks, 7u * static_cast<std::uint32_t>(multiprocessors()));
}

TEST_F(GpuPathLaunch, StartsAllBlocksWhereTheCacheHasNoRoomForFourWarps) {
  PathLaunch const launch = choose_launch(resident_in_scratch, slots_for(3), many_paths);
  EXPECT_EQ(launch.blocks, 2u * scratch_blocks * static_cast<std::uint32_t>(multiprocessors()));
}

TEST_F(GpuPathLaunch, StartsNoMoreBlocksThanARangeHasTilesWhereverItStarts) {
  EXPECT_EQ(choose_launch(resident<4, 3>, slots, 1).blocks, 1u);
  EXPECT_EQ(choose_launch(resident<4, 3>, slots, paths_per_tile - 3).blocks, 1u);
  EXPECT_EQ(choose_launch(resident<4, 3>, slots, paths_per_tile - 2).blocks, 2u);
}

}  // namespace
}  // namespace nameplate
