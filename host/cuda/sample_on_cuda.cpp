#include <algorithm>
#include <array>
#include <chrono>

#include "host/cuda/device.hpp"
#include "host/cuda/device_buffer.hpp"
#include "host/cuda/path_launch.hpp"
#include "host/cuda/stream.hpp"
#include "host/executor.hpp"
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
        launch_(choose_launch(resident_sample_blocks, header_.slot_count, asked_paths(options))),
        plan_bytes_(plan.bytes.size(), "the plan"),
        scratch_(scratch_size(launch_, header_.slot_count), "the slots of the paths in flight"),
        chunk_paths_(std::clamp<std::uint64_t>(
            device_room(2 * header_.output_count * sizeof(float)), 1, asked_paths(options))),
        chunks_{Chunk(header_.output_count * chunk_paths_),
                Chunk(header_.output_count * chunk_paths_)} {
    plan_bytes_.upload(plan.bytes, evaluation_.get());
  }

  std::uint64_t chunk_paths() const { return chunk_paths_; }

  /// Queues the evaluation of `range`. \pre the range before the last has been copied out
  void evaluate(PathRange range) {
    std::swap(chunks_[0], chunks_[1]);
    chunks_[0].range = range;
    cuda_check(launch_sample_paths(launch_, plan_bytes_.data(), seed_, range, scratch_.data(),
                                   chunks_[0].values.data(), evaluation_.get()),
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

  static std::uint64_t asked_paths(RunOptions const& options) {
    std::uint64_t const asked =
        options.chunk_paths != 0 ? options.chunk_paths : default_chunk_paths;
    return std::max<std::uint64_t>(1, std::min({asked, max_chunk_paths, options.paths}));
  }

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

}  // namespace

RunFacts sample_on_cuda(Plan const& plan, RunOptions const& options, Samples& samples) {
  RunFacts facts{"cuda", device_name(), 0};
  auto const start = std::chrono::steady_clock::now();
  auto const report = [&](std::uint64_t done) {
    if (options.progress) options.progress(done);
  };
  SamplePipeline pipeline(plan, options, samples);
  std::uint64_t const chunk = pipeline.chunk_paths();
  for (std::uint64_t begin = 0; begin < options.paths; begin += chunk) {
    std::uint64_t const count = std::min(chunk, options.paths - begin);
    pipeline.evaluate({options.first_path + begin, static_cast<std::uint32_t>(count)});
    if (begin == 0) continue;
    pipeline.copy_out(1);
    report(begin);
  }
  if (options.paths > 0) pipeline.copy_out(0);
  report(options.paths);
  facts.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return facts;
}

}  // namespace nameplate
