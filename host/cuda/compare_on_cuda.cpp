#include <algorithm>
#include <optional>

#include "host/cuda/device_executor.hpp"
#include "host/cuda/loaded_plan.hpp"
#include "host/cuda/sample_tally.hpp"
#include "kernels/cuda/sample_paths.hpp"

namespace nameplate {
namespace {

constexpr std::uint64_t default_chunk_paths = std::uint64_t{1} << 20;

/// The samples of a chunk of at most so many paths, of both plans.
struct PairSamples {
  PairSamples(std::size_t outputs, std::uint64_t paths)
      : max_paths(paths),
        base(outputs * paths, "the samples of a chunk"),
        alternative(outputs * paths, "the samples of a chunk") {}

  std::uint64_t max_paths;
  DeviceBuffer<float> base, alternative;
};

PairSamples fitting_samples(std::size_t outputs, std::uint64_t paths, Notice const& notice) {
  Amount const amount{paths, std::min<std::uint64_t>(paths, paths_per_tile),
                      2 * outputs * sizeof(float), "paths of a chunk"};
  return make_fitting(amount, notice,
                      [&](std::uint64_t count) { return PairSamples(outputs, count); });
}

/// Both plans' samples of a chunk, tallied beside their difference, in one stream.
class PairPipeline {
 public:
  PairPipeline(Plan const& base, Plan const& alternative, Plan const& difference,
               std::uint64_t chunk_paths, Notice const& notice)
      : of_base_(base, stream_),
        of_alternative_(alternative, stream_),
        of_difference_(difference, stream_),
        base_(base, resident_sample_blocks, chunk_paths, notice, stream_),
        alternative_(alternative, resident_sample_blocks, chunk_paths, notice, stream_),
        samples_(fitting_samples(difference.labels.size(), chunk_paths, notice)) {}

  std::uint64_t max_paths() const { return samples_.max_paths; }
  std::uint64_t wave_paths() const {
    return std::max(base_.wave_paths(), alternative_.wave_paths());
  }

  void run(std::uint64_t seed, PathRange range) {
    sample(base_, seed, range, samples_.base, stream_);
    sample(alternative_, seed, range, samples_.alternative, stream_);
    float const *base = samples_.base.data(), *alternative = samples_.alternative.data();
    of_base_.add(base, nullptr, range.count, stream_);
    of_alternative_.add(alternative, nullptr, range.count, stream_);
    of_difference_.add(alternative, base, range.count, stream_);
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
  LoadedPlan base_, alternative_;
  PairSamples samples_;
};

class CompareWork : public DeviceWork {
 public:
  CompareWork(Device const& device, Plan const& base, Plan const& alternative,
              Plan const& difference, RunOptions const& options)
      : DeviceWork(device, options),
        base_(base),
        alternative_(alternative),
        difference_(difference) {}

  void evaluate(PathSource& paths) override {
    if (!pipeline_)
      pipeline_.emplace(base_, alternative_, difference_, max_chunk(options(), default_chunk_paths),
                        notice());
    while (auto const chunk = next_chunk(paths, pipeline_->max_paths(), pipeline_->wave_paths())) {
      pipeline_->run(options().seed, *chunk);
      paths.finished(chunk->count);
    }
  }

  std::vector<Tallies> tallies() override { return pipeline_->take(); }

 private:
  Plan const &base_, &alternative_, &difference_;
  std::optional<PairPipeline> pipeline_;
};

}  // namespace

Executors comparing_on_cuda(Plan const& base, Plan const& alternative, Plan const& difference,
                            RunOptions const& options) {
  return on_each_device(options, [&](Device const& device) {
    return std::make_unique<CompareWork>(device, base, alternative, difference, options);
  });
}

}  // namespace nameplate
