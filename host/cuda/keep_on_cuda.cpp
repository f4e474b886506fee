#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "host/cuda/device_buffer.hpp"
#include "host/cuda/device_executor.hpp"
#include "host/cuda/loaded_plan.hpp"
#include "host/cuda/sample_tally.hpp"
#include "host/cuda/stream.hpp"
#include "kernels/cuda/sample_paths.hpp"

namespace nameplate {
namespace {

constexpr std::uint64_t default_chunk_paths = std::uint64_t{1} << 20;

/// Memory of a device that is freed by any thread, whatever device is its current one.
class KeptValues {
 public:
  KeptValues(int device, std::size_t count)
      : device_(device), values_(std::in_place, count, "the samples") {}
  KeptValues(KeptValues const&) = delete;
  KeptValues(KeptValues&&) = delete;
  KeptValues& operator=(KeptValues const&) = delete;
  KeptValues& operator=(KeptValues&&) = delete;
  ~KeptValues() {
    int current = device_;
    ignore(cudaGetDevice(&current));
    ignore(cudaSetDevice(device_));
    values_.reset();
    ignore(cudaSetDevice(current));
  }

  float* data() const { return values_->data(); }

 private:
  int device_;
  std::optional<DeviceBuffer<float>> values_;
};

/// The samples of a chunk of at most so many paths.
struct Chunk {
  Chunk(std::size_t outputs, std::uint64_t paths)
      : max_paths(paths), values(outputs * paths, "the samples of a chunk") {}

  std::uint64_t max_paths;
  DeviceBuffer<float> values;
};

Chunk fitting_chunk(std::size_t outputs, std::uint64_t paths, Notice const& notice) {
  Amount const amount{paths, std::min<std::uint64_t>(paths, paths_per_tile),
                      outputs * sizeof(float), "paths of a chunk"};
  return make_fitting(amount, notice, [&](std::uint64_t count) { return Chunk(outputs, count); });
}

/// Evaluates chunks of paths, tallies them and copies them to their place among all samples, in one
/// stream.
class KeepPipeline {
 public:
  KeepPipeline(Plan const& plan, std::uint64_t chunk_paths, Notice const& notice)
      : tally_(plan, stream_),
        plan_(plan, resident_sample_blocks, chunk_paths, notice, stream_),
        chunk_(fitting_chunk(plan.labels.size(), chunk_paths, notice)) {}

  std::uint64_t max_paths() const { return chunk_.max_paths; }
  std::uint64_t wave_paths() const { return plan_.wave_paths(); }

  void run(std::uint64_t seed, PathRange range, DeviceSamples const& samples) {
    sample(plan_, seed, range, chunk_.values, stream_);
    tally_.add(chunk_.values.data(), nullptr, range.count, stream_);
    std::size_t const width = range.count * sizeof(float);
    cuda_check(cudaMemcpy2DAsync(samples.values.get() + (range.first - samples.first_path),
                                 samples.paths * sizeof(float), chunk_.values.data(), width, width,
                                 samples.outputs, cudaMemcpyDeviceToDevice, stream_.get()),
               "copy of the samples");
    stream_.synchronize();
  }

  Tallies take() { return tally_.take(stream_); }

 private:
  Stream stream_;
  SampleTally tally_;
  LoadedPlan plan_;
  Chunk chunk_;
};

class KeepWork : public DeviceWork {
 public:
  KeepWork(Device const& device, Plan const& plan, RunOptions const& options,
           DeviceSamples& samples)
      : DeviceWork(device, options), number_(device.number), plan_(plan), samples_(samples) {}

  void evaluate(PathSource& paths) override {
    if (!pipeline_) {
      allocate();
      pipeline_.emplace(plan_, max_chunk(options(), default_chunk_paths), notice());
    }
    while (auto const chunk = next_chunk(paths, pipeline_->max_paths(), pipeline_->wave_paths())) {
      pipeline_->run(options().seed, *chunk, samples_);
      paths.finished(chunk->count);
    }
  }

  std::vector<Tallies> tallies() override {
    std::vector<Tallies> tallies;
    tallies.push_back(pipeline_->take());
    return tallies;
  }

 private:
  void allocate() {
    auto const values = std::make_shared<KeptValues>(number_, samples_.outputs * samples_.paths);
    samples_.device = number_;
    samples_.values = {values, values->data()};
  }

  int number_;
  Plan const& plan_;
  DeviceSamples& samples_;
  std::optional<KeepPipeline> pipeline_;
};

}  // namespace

Executors keeping_on_cuda(Plan const& plan, RunOptions const& options, DeviceSamples& samples) {
  return on_first_device(options, [&](Device const& device) {
    return std::make_unique<KeepWork>(device, plan, options, samples);
  });
}

}  // namespace nameplate
