#include <algorithm>
#include <optional>
#include <span>

#include "host/cuda/device.hpp"
#include "host/cuda/device_executor.hpp"
#include "host/cuda/device_tallies.hpp"
#include "host/cuda/path_launch.hpp"
#include "kernels/cuda/sample_paths.hpp"
#include "kernels/cuda/tally_samples.hpp"
#include "kernels/plan_view.hpp"

namespace nameplate {
namespace {

constexpr std::uint64_t default_chunk_paths = std::uint64_t{1} << 20;

std::span<TallyRecord const> records_of(Plan const& plan) {
  PlanView const view(plan.bytes.data());
  return {view.tallies(), view.header().output_count};
}

/// The samples of one plan's chunk.
class ChunkSampler {
 public:
  ChunkSampler(Plan const& plan, std::uint64_t chunk_paths, Stream const& stream)
      : header_(PlanView(plan.bytes.data()).header()),
        launch_(choose_launch(resident_sample_blocks, header_.slot_count, chunk_paths)),
        plan_(plan.bytes.size(), "the plan"),
        scratch_(scratch_size(launch_, header_.slot_count), "the slots of the paths in flight"),
        values_(header_.output_count * chunk_paths, "the samples of a chunk") {
    plan_.upload(plan.bytes, stream.get());
  }

  void run(std::uint64_t seed, PathRange range, Stream const& stream) {
    cuda_check(launch_sample_paths(launch_, {header_, plan_.data()}, seed, range, scratch_.data(),
                                   values_.data(), stream.get()),
               "launch of the sampling kernel");
  }

  float const* values() const { return values_.data(); }

 private:
  PlanHeader header_;
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

  Tallies take(Stream const& stream) { return total_.take(stream); }

 private:
  DeviceBuffer<TallyRecord> records_;
  ChunkTallyBuffers chunk_;
  DeviceTallies total_;
};

/// Both plans' samples of a chunk, tallied beside their difference, in one stream.
class PairPipeline {
 public:
  PairPipeline(Plan const& base, Plan const& alternative, Plan const& difference,
               RunOptions const& options)
      : of_base_(base, stream_),
        of_alternative_(alternative, stream_),
        of_difference_(difference, stream_),
        chunk_paths_(
            std::clamp<std::uint64_t>(device_room(2 * difference.labels.size() * sizeof(float)), 1,
                                      nameplate::chunk_paths(options, default_chunk_paths))),
        base_samples_(base, chunk_paths_, stream_),
        alternative_samples_(alternative, chunk_paths_, stream_) {}

  std::uint64_t chunk_paths() const { return chunk_paths_; }

  void run(std::uint64_t seed, PathRange range) {
    base_samples_.run(seed, range, stream_);
    alternative_samples_.run(seed, range, stream_);
    of_base_.add(base_samples_.values(), nullptr, range.count, stream_);
    of_alternative_.add(alternative_samples_.values(), nullptr, range.count, stream_);
    of_difference_.add(alternative_samples_.values(), base_samples_.values(), range.count, stream_);
    stream_.synchronize();
  }

  std::vector<Tallies> take() {
    std::vector<Tallies> tallies;
    for (SampleTally* tally : {&of_base_, &of_alternative_, &of_difference_})
      tallies.push_back(tally->take(stream_));
    return tallies;
  }

 private:
  Stream stream_;
  SampleTally of_base_, of_alternative_, of_difference_;
  std::uint64_t chunk_paths_;
  ChunkSampler base_samples_, alternative_samples_;
};

class CompareExecutor : public DeviceExecutor {
 public:
  CompareExecutor(int device, Plan const& base, Plan const& alternative, Plan const& difference,
                  RunOptions const& options)
      : DeviceExecutor(device),
        base_(base),
        alternative_(alternative),
        difference_(difference),
        options_(options) {}

  void run(PathSource& paths) override {
    use_device();
    if (!pipeline_) pipeline_.emplace(base_, alternative_, difference_, options_);
    while (auto const span = paths.next(pipeline_->chunk_paths())) {
      pipeline_->run(options_.seed, {span->first, static_cast<std::uint32_t>(span->count)});
      paths.finished(span->count);
    }
  }

  std::vector<Tallies> take() override {
    use_device();
    return pipeline_->take();
  }

 private:
  Plan const &base_, &alternative_, &difference_;
  RunOptions const& options_;
  std::optional<PairPipeline> pipeline_;
};

}  // namespace

Executors comparing_on_cuda(Plan const& base, Plan const& alternative, Plan const& difference,
                            RunOptions const& options) {
  return on_each_device(options, [&](int device) {
    return std::make_unique<CompareExecutor>(device, base, alternative, difference, options);
  });
}

}  // namespace nameplate
