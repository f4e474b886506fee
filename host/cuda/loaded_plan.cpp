#include "host/cuda/loaded_plan.hpp"

#include "host/cuda/path_launch.hpp"
#include "kernels/plan_view.hpp"

namespace nameplate {
namespace {

/// Scratch memory, if the launch needs it, for as many of its blocks as there is room for.
DeviceBuffer<float> fitting_scratch(PathLaunch& launch, std::uint32_t slots, Notice const& notice) {
  auto const allocate = [&](std::uint64_t blocks) {
    launch.blocks = static_cast<std::uint32_t>(blocks);
    return DeviceBuffer<float>(scratch_size(launch, slots), "the slots of the paths in flight");
  };
  if (in_shared_memory(launch.shape)) return allocate(launch.blocks);
  std::uint64_t const block_bytes = std::uint64_t{slots} * paths_per_tile * sizeof(float);
  return make_fitting({launch.blocks, 1, block_bytes, "blocks of paths in flight"}, notice,
                      allocate);
}

}  // namespace

LoadedPlan::LoadedPlan(Plan const& plan, ResidentBlocks& resident_blocks, std::uint64_t chunk_paths,
                       Notice const& notice, Stream const& stream)
    : header_(PlanView(plan.bytes.data()).header()),
      launch_(choose_launch(resident_blocks, header_.slot_count, chunk_paths)),
      bytes_(plan.bytes.size(), "the plan"),
      scratch_(fitting_scratch(launch_, header_.slot_count, notice)) {
  bytes_.upload(plan.bytes, stream.get());
}

bool LoadedPlan::replace(Plan const& plan, ResidentBlocks& resident_blocks,
                         std::uint64_t chunk_paths, Stream const& stream) {
  PlanHeader const& header = PlanView(plan.bytes.data()).header();
  if (plan.bytes.size() > bytes_.size()) return false;
  if (header.slot_count != header_.slot_count) {
    PathLaunch const launch = choose_launch(resident_blocks, header.slot_count, chunk_paths);
    if (scratch_size(launch, header.slot_count) > scratch_.size()) return false;
    launch_ = launch;
  }
  header_ = header;
  bytes_.upload(plan.bytes, stream.get());
  return true;
}

}  // namespace nameplate
