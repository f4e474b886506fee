#pragma once

#include <cstddef>

#include "host/cuda/device_buffer.hpp"
#include "host/cuda/fit_memory.hpp"
#include "host/cuda/stream.hpp"
#include "kernels/cuda/path_launch.hpp"
#include "nameplate/plan.hpp"

namespace nameplate {

/// A plan on the current device, with what a path kernel needs to evaluate it.
class LoadedPlan {
 public:
  /// In place once `stream` has come so far. \param resident_blocks of the kernel \param
  /// chunk_paths of the largest chunk \throws RunError if the memory does not suffice for one block
  LoadedPlan(Plan const& plan, ResidentBlocks& resident_blocks, std::uint64_t chunk_paths,
             Notice const& notice, Stream const& stream);

  /// Puts a plan in the place of this one, once `stream` has come so far. \return whether the
  /// memory that is there suffices; nothing is changed if not
  bool replace(Plan const& plan, ResidentBlocks& resident_blocks, std::uint64_t chunk_paths,
               Stream const& stream);

  PathLaunch const& launch() const { return launch_; }
  DevicePlan view() const { return {header_, bytes_.data()}; }
  float* scratch() const { return scratch_.data(); }

  /// Paths that all blocks together evaluate at a time.
  std::uint64_t wave_paths() const { return std::uint64_t{launch_.blocks} * paths_per_tile; }

 private:
  PlanHeader header_;
  PathLaunch launch_;
  DeviceBuffer<std::byte> bytes_;
  DeviceBuffer<float> scratch_;
};

}  // namespace nameplate
