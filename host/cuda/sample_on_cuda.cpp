#include <array>
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

/// The samples of a chunk.
struct Chunk {
  explicit Chunk(std::size_t size) : values(size, "the samples of a chunk") {}

  DeviceBuffer<float> values;
  Event evaluated;
  PathRange range{};
};

/// The last chunk enqueued and the one before it, of at most so many paths.
struct Chunks {
  Chunks(std::size_t outputs, std::uint64_t paths)
      : max_paths(paths), of_age{Chunk(outputs * paths), Chunk(outputs * paths)} {}

  std::uint64_t max_paths;
  std::array<Chunk, 2> of_age;
};

/// Evaluates chunks of paths into two buffers in turn: one is copied out while the next chunk is
/// evaluated.
class SamplePipeline {
 public:
  SamplePipeline(Plan const& plan, RunOptions const& options, Samples& samples,
                 Notice const& notice)
      : samples_(samples),
        seed_(options.seed),
        plan_(plan, resident_sample_blocks, max_chunk(options, default_chunk_paths), notice,
              evaluation_),
        chunks_(fitting_chunks(samples.outputs, max_chunk(options, default_chunk_paths), notice)) {}

  std::uint64_t max_paths() const { return chunks_.max_paths; }
  std::uint64_t wave_paths() const { return plan_.wave_paths(); }

  /// Queues the evaluation of `range`. \pre the range before the last has been copied out
  void evaluate(PathRange range) {
    std::swap(chunks_.of_age[0], chunks_.of_age[1]);
    Chunk& chunk = chunks_.of_age[0];
    chunk.range = range;
    sample(plan_, seed_, range, chunk.values, evaluation_);
    evaluation_.record(chunk.evaluated);
  }

  /// Copies the last chunk out, or the one before it, and waits for that.
  void copy_out(std::size_t chunks_ago) {
    Chunk const& chunk = chunks_.of_age[chunks_ago];
    copying_.wait(chunk.evaluated);
    std::size_t const width = chunk.range.count * sizeof(float);
    cuda_check(cudaMemcpy2DAsync(samples_.values.data() + (chunk.range.first - samples_.first_path),
                                 samples_.paths * sizeof(float), chunk.values.data(), width, width,
                                 samples_.outputs, cudaMemcpyDeviceToHost, copying_.get()),
               "copy of the samples");
    copying_.synchronize();
  }

 private:
  static Chunks fitting_chunks(std::size_t outputs, std::uint64_t paths, Notice const& notice) {
    Amount const amount{paths, std::min<std::uint64_t>(paths, paths_per_tile),
                        2 * outputs * sizeof(float), "paths of a chunk"};
    return make_fitting(amount, notice,
                        [&](std::uint64_t count) { return Chunks(outputs, count); });
  }

  Samples& samples_;
  std::uint64_t seed_;
  Stream evaluation_, copying_;
  LoadedPlan plan_;
  Chunks chunks_;
};

class SampleWork : public DeviceWork {
 public:
  SampleWork(Device const& device, Plan const& plan, RunOptions const& options, Samples& samples)
      : DeviceWork(device, options), plan_(plan), samples_(samples) {}

  void evaluate(PathSource& paths) override {
    if (!pipeline_) pipeline_.emplace(plan_, options(), samples_, notice());
    std::uint64_t last = 0;
    while (auto const chunk = next_chunk(paths, pipeline_->max_paths(), pipeline_->wave_paths())) {
      pipeline_->evaluate(*chunk);
      if (last != 0) pipeline_->copy_out(1);
      paths.finished(std::exchange(last, chunk->count));
    }
    if (last != 0) pipeline_->copy_out(0);
    paths.finished(last);
  }

  std::vector<Tallies> tallies() override { return {}; }

 private:
  Plan const& plan_;
  Samples& samples_;
  std::optional<SamplePipeline> pipeline_;
};

}  // namespace

Executors sampling_on_cuda(Plan const& plan, RunOptions const& options, Samples& samples) {
  return on_each_device(options, [&](Device const& device) {
    return std::make_unique<SampleWork>(device, plan, options, samples);
  });
}

}  // namespace nameplate
