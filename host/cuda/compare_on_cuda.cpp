#include <algorithm>
#include <chrono>
#include <span>

#include "host/cuda/device.hpp"
#include "host/cuda/device_tallies.hpp"
#include "host/cuda/path_launch.hpp"
#include "host/executor.hpp"
#include "kernels/cuda/sample_paths.hpp"
#include "kernels/cuda/tally_samples.hpp"
#include "kernels/plan_view.hpp"

namespace nameplate {
namespace {

constexpr std::uint64_t default_chunk_paths = std::uint64_t{1} << 20;

std::uint64_t asked_paths(RunOptions const& options) {
  std::uint64_t const asked = options.chunk_paths != 0 ? options.chunk_paths : default_chunk_paths;
  return std::max<std::uint64_t>(1, std::min({asked, max_chunk_paths, options.paths}));
}

std::span<TallyRecord const> records_of(Plan const& plan) {
  PlanView const view(plan.bytes.data());
  return {view.tallies(), view.header().output_count};
}

/// The samples of one plan's chunk.
class ChunkSampler {
 public:
  ChunkSampler(Plan const& plan, std::uint64_t chunk_paths, Stream const& stream)
      : launch_(choose_launch(resident_sample_blocks, header_of(plan).slot_count, chunk_paths)),
        plan_(plan.bytes.size(), "the plan"),
        scratch_(scratch_size(launch_, header_of(plan).slot_count),
                 "the slots of the paths in flight"),
        values_(header_of(plan).output_count * chunk_paths, "the samples of a chunk") {
    plan_.upload(plan.bytes, stream.get());
  }

  void run(std::uint64_t seed, PathRange range, Stream const& stream) {
    cuda_check(launch_sample_paths(launch_, plan_.data(), seed, range, scratch_.data(),
                                   values_.data(), stream.get()),
               "launch of the sampling kernel");
  }

  float const* values() const { return values_.data(); }

 private:
  static PlanHeader const& header_of(Plan const& plan) {
    return PlanView(plan.bytes.data()).header();
  }

  PathLaunch launch_;
  DeviceBuffer<std::byte> plan_;
  DeviceBuffer<float> scratch_, values_;
};

/// Tallies samples of a plan, chunk by chunk.
class SampleTally {
 public:
  SampleTally(Plan const& plan, Stream const& stream)
      : records_(records_of(plan).size(), "the tally records"),
        chunk_(plan, stream),
        total_(plan, stream) {
    records_.upload(records_of(plan), stream.get());
  }

  /// Adds `samples`, less `subtracted` if there is one.
  void add(float const* samples, float const* subtracted, std::uint32_t paths,
           Stream const& stream) {
    cuda_check(launch_tally_samples(records_.data(), static_cast<std::uint32_t>(records_.size()),
                                    samples, subtracted, paths, chunk_.view(), stream.get()),
               "launch of the kernel that tallies samples");
    total_.fold(chunk_, paths, stream);
  }

  Tallies download(Stream const& stream) const { return total_.download(stream); }

 private:
  DeviceBuffer<TallyRecord> records_;
  ChunkTallyBuffers chunk_;
  DeviceTallies total_;
};

}  // namespace

RunFacts compare_on_cuda(Plan const& base, Plan const& alternative, Plan const& difference,
                         RunOptions const& options, PairTallies& tallies) {
  RunFacts facts{"cuda", device_name(), 0};
  auto const start = std::chrono::steady_clock::now();
  Stream const stream;
  SampleTally of_base(base, stream), of_alternative(alternative, stream),
      of_difference(difference, stream);
  std::uint64_t const chunk = std::clamp<std::uint64_t>(
      device_room(2 * difference.labels.size() * sizeof(float)), 1, asked_paths(options));
  ChunkSampler base_samples(base, chunk, stream), alternative_samples(alternative, chunk, stream);
  for (std::uint64_t begin = 0; begin < options.paths; begin += chunk) {
    auto const count = static_cast<std::uint32_t>(std::min(chunk, options.paths - begin));
    PathRange const range{options.first_path + begin, count};
    base_samples.run(options.seed, range, stream);
    alternative_samples.run(options.seed, range, stream);
    of_base.add(base_samples.values(), nullptr, count, stream);
    of_alternative.add(alternative_samples.values(), nullptr, count, stream);
    of_difference.add(alternative_samples.values(), base_samples.values(), count, stream);
    stream.synchronize();
    if (options.progress) options.progress(begin + count);
  }
  tallies = {of_base.download(stream), of_alternative.download(stream),
             of_difference.download(stream)};
  facts.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return facts;
}

}  // namespace nameplate
