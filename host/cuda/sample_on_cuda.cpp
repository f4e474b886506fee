#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "host/cuda/device.hpp"
#include "host/cuda/device_buffer.hpp"
#include "host/cuda/device_executor.hpp"
#include "host/cuda/path_launch.hpp"
#include "host/cuda/stream.hpp"
#include "kernels/cuda/sample_paths.hpp"
#include "kernels/plan_view.hpp"

namespace nameplate {
namespace {

constexpr std::uint64_t default_chunk_paths = std::uint64_t{1} << 20;

/// Evaluates chunks of paths into two buffers in turn: one is copied out while the next chunk is
/// evaluated.
class SamplePipeline {
 public:
  SamplePipeline(Plan const& plan, RunOptions const& options, Samples& samples)
      : samples_(samples),
        seed_(options.seed),
        header_(PlanView(plan.bytes.data()).header()),
        launch_(choose_launch(resident_sample_blocks, header_.slot_count,
                              nameplate::chunk_paths(options, default_chunk_paths))),
        plan_bytes_(plan.bytes.size(), "the plan"),
        scratch_(scratch_size(launch_, header_.slot_count), "the slots of the paths in flight"),
        chunk_paths_(
            std::clamp<std::uint64_t>(device_room(2 * header_.output_count * sizeof(float)), 1,
                                      nameplate::chunk_paths(options, default_chunk_paths))),
        chunks_{Chunk(header_.output_count * chunk_paths_),
                Chunk(header_.output_count * chunk_paths_)} {
    plan_bytes_.upload(plan.bytes, evaluation_.get());
  }

  std::uint64_t chunk_paths() const { return chunk_paths_; }

  /// Queues the evaluation of `range`. \pre the range before the last has been copied out
  void evaluate(PathRange range) {
    std::swap(chunks_[0], chunks_[1]);
    chunks_[0].range = range;
    cuda_check(launch_sample_paths(launch_, {header_, plan_bytes_.data()}, seed_, range,
                                   scratch_.data(), chunks_[0].values.data(), evaluation_.get()),
               "launch of the sampling kernel");
    evaluation_.record(chunks_[0].evaluated);
  }

  /// Copies the last chunk out, or the one before it, and waits for that.
  void copy_out(int chunks_ago) {
    Chunk const& chunk = chunks_[static_cast<std::size_t>(chunks_ago)];
    copying_.wait(chunk.evaluated);
    std::size_t const width = chunk.range.count * sizeof(float);
    cuda_check(cudaMemcpy2DAsync(samples_.values.data() + (chunk.range.first - samples_.first_path),
                                 samples_.paths * sizeof(float), chunk.values.data(), width, width,
                                 samples_.outputs, cudaMemcpyDeviceToHost, copying_.get()),
               "copy of the samples");
    copying_.synchronize();
  }

 private:
  struct Chunk {
    explicit Chunk(std::size_t size) : values(size, "the samples of a chunk") {}

    DeviceBuffer<float> values;
    Event evaluated;
    PathRange range{};
  };

  Samples& samples_;
  std::uint64_t seed_;
  PlanHeader const& header_;
  PathLaunch launch_;
  Stream evaluation_, copying_;
  DeviceBuffer<std::byte> plan_bytes_;
  DeviceBuffer<float> scratch_;
  std::uint64_t chunk_paths_;
  std::array<Chunk, 2> chunks_;  // the last one enqueued and the one before it
};

class SampleExecutor : public DeviceExecutor {
 public:
  SampleExecutor(int device, Plan const& plan, RunOptions const& options, Samples& samples)
      : DeviceExecutor(device), plan_(plan), options_(options), samples_(samples) {}

  void run(PathSource& paths) override {
    use_device();
    if (!pipeline_) pipeline_.emplace(plan_, options_, samples_);
    std::uint64_t last = 0;
    while (auto const span = paths.next(pipeline_->chunk_paths())) {
      pipeline_->evaluate({span->first, static_cast<std::uint32_t>(span->count)});
      if (last != 0) pipeline_->copy_out(1);
      paths.finished(std::exchange(last, span->count));
    }
    if (last != 0) pipeline_->copy_out(0);
    paths.finished(last);
  }

  std::vector<Tallies> take() override { return {}; }

 private:
  Plan const& plan_;
  RunOptions const& options_;
  Samples& samples_;
  std::optional<SamplePipeline> pipeline_;
};

}  // namespace

Executors sampling_on_cuda(Plan const& plan, RunOptions const& options, Samples& samples) {
  return on_each_device(options, [&](int device) {
    return std::make_unique<SampleExecutor>(device, plan, options, samples);
  });
}

}  // namespace nameplate
