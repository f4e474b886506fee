#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/cuda/path_launch.hpp"

namespace nameplate {

/// How to launch a path kernel, of which `resident_blocks` tells the occupancy, on the current
/// device: as many blocks as that runs at once, but no more than `chunk_paths` need.
PathLaunch choose_launch(ResidentBlocks& resident_blocks, std::uint32_t slot_count,
                         std::uint64_t chunk_paths);

/// Values of scratch memory that the launch needs; 0 if its slots are in shared memory.
std::size_t scratch_size(PathLaunch const& launch, std::uint32_t slot_count);

}  // namespace nameplate
