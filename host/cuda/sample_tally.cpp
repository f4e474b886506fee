#include "host/cuda/sample_tally.hpp"

#include <span>

#include "kernels/cuda/sample_paths.hpp"
#include "kernels/cuda/tally_samples.hpp"

namespace nameplate {
namespace {

std::span<TallyRecord const> records_of(Plan const& plan) {
  PlanView const view(plan.bytes.data());
  return {view.tallies(), view.header().output_count};
}

}  // namespace

void sample(LoadedPlan const& plan, std::uint64_t seed, PathRange range,
            DeviceBuffer<float> const& samples, Stream const& stream) {
  cuda_check(launch_sample_paths(plan.launch(), plan.view(), seed, range, plan.scratch(),
                                 samples.data(), stream.get()),
             "launch of the sampling kernel");
}

SampleTally::SampleTally(Plan const& plan, Stream const& stream)
    : records_(records_of(plan).size(), "the tally records"),
      chunk_(plan, stream),
      total_(plan, stream) {
  records_.upload(records_of(plan), stream.get());
}

void SampleTally::add(float const* samples, float const* subtracted, std::uint32_t paths,
                      Stream const& stream) {
  cuda_check(launch_tally_samples(records_.data(), static_cast<std::uint32_t>(records_.size()),
                                  samples, subtracted, paths, chunk_.view(), stream.get()),
             "launch of the kernel that tallies samples");
  total_.fold(chunk_, paths, stream);
}

}  // namespace nameplate
