#include <algorithm>
#include <cstddef>
#include <optional>

#include "host/bench/parts.hpp"
#include "host/cuda/device.hpp"
#include "host/cuda/device_tallies.hpp"
#include "host/cuda/path_launch.hpp"
#include "kernels/cuda/bench_parts.hpp"
#include "kernels/cuda/sample_paths.hpp"
#include "kernels/cuda/tally_samples.hpp"
#include "kernels/plan_view.hpp"

namespace nameplate {
namespace {

/// Times the work of a stream by the device's clock.
class Stopwatch {
 public:
  explicit Stopwatch(Stream const& stream) : stream_(stream) {
    cuda_check(cudaEventRecord(start_.get(), stream.get()), "cudaEventRecord");
  }

  /// Of the work queued since; waits for its end.
  double seconds() const {
    cuda_check(cudaEventRecord(end_.get(), stream_.get()), "cudaEventRecord");
    cuda_check(cudaEventSynchronize(end_.get()), "cudaEventSynchronize");
    float milliseconds = 0;
    cuda_check(cudaEventElapsedTime(&milliseconds, start_.get(), end_.get()),
               "cudaEventElapsedTime");
    return milliseconds * 1e-3;
  }

 private:
  Stream const& stream_;
  Event start_{EventKind::timed}, end_{EventKind::timed};
};

int attribute(cudaDeviceAttr which) {
  int device = 0, value = 0;
  cuda_check(cudaGetDevice(&device), "cudaGetDevice");
  cuda_check(cudaDeviceGetAttribute(&value, which, device), "cudaDeviceGetAttribute");
  return value;
}

/// Two arrays that the second-level cache does not hold.
struct CopyArrays {
  explicit CopyArrays(std::size_t count)
      : from(count, "the array to copy"), to(count, "the copy") {}

  DeviceBuffer<float> from, to;
};

/// Outputs of paths, [output][paths], and what tallies them.
struct TallyData {
  TallyData(Plan const& plan, std::uint32_t of_paths, Stream const& stream)
      : paths(of_paths),
        records(PlanView(plan.bytes.data()).header().output_count, "the tally records"),
        values(records.size() * of_paths, "the outputs to tally"),
        chunk(plan, stream),
        total(plan, stream) {
    records.upload({PlanView(plan.bytes.data()).tallies(), records.size()}, stream.get());
  }

  std::uint32_t paths;
  DeviceBuffer<TallyRecord> records;
  DeviceBuffer<float> values;
  ChunkTallyBuffers chunk;
  DeviceTallies total;
};

class CudaParts final : public Parts {
 public:
  CudaParts(Plan const& plan, RunOptions const& options)
      : plan_(plan),
        seed_(options.seed),
        slots_(PlanView(plan.bytes.data()).header().slot_count),
        plan_bytes_(plan.bytes.size(), "the plan"),
        device_plan_{PlanView(plan.bytes.data()).header(), plan_bytes_.data()},
        sums_(2, "the sums"),
        sink_(1, "the sink"),
        limit_blocks_(
            static_cast<std::uint32_t>(attribute(cudaDevAttrMultiProcessorCount) *
                                       (attribute(cudaDevAttrMaxThreadsPerMultiProcessor) /
                                        static_cast<int>(limit_threads)))) {
    plan_bytes_.upload(plan.bytes, stream_.get());
    sums_.clear(stream_.get());
  }

  Timed draw(std::uint64_t first, std::uint64_t paths) override {
    return timed_part(launch_draw_paths, first, paths, sums_.data());
  }

  Timed evaluate(std::uint64_t paths) override {
    return timed_part(launch_evaluate_chains, 0, paths, sums_.data() + 1);
  }

  Timed tally(std::uint64_t paths) override {
    prepare_outputs(paths);
    Stopwatch const watch(stream_);
    for (std::uint64_t done = 0; done < paths; done += tally_->paths) {
      std::uint32_t const count = tally_->paths;
      cuda_check(launch_tally_samples(
                     tally_->records.data(), static_cast<std::uint32_t>(tally_->records.size()),
                     tally_->values.data(), nullptr, count, tally_->chunk.view(), stream_.get()),
                 "launch of the kernel that tallies samples");
      tally_->total.fold(tally_->chunk, count, stream_);
    }
    std::uint64_t const launches = (paths + tally_->paths - 1) / tally_->paths;
    return {launches * tally_->paths, watch.seconds()};
  }

  Timed compute(std::uint64_t operations) override {
    std::uint64_t const per_round =
        std::uint64_t{limit_blocks_} * limit_threads * operations_per_round;
    auto const rounds =
        static_cast<std::uint32_t>(std::clamp<std::uint64_t>(operations / per_round, 1, 1u << 31));
    Stopwatch const watch(stream_);
    cuda_check(launch_compute(limit_blocks_, rounds, sink_.data(), stream_.get()),
               "launch of the arithmetic kernel");
    return {rounds * per_round, watch.seconds()};
  }

  Timed move(std::uint64_t bytes) override {
    if (!arrays_) arrays_.emplace(copy_size());
    std::uint64_t const bytes_per_pass = 2 * sizeof(float) * arrays_->from.size();
    std::uint64_t const passes = std::max<std::uint64_t>(1, bytes / bytes_per_pass);
    Stopwatch const watch(stream_);
    for (std::uint64_t pass = 0; pass < passes; ++pass)
      cuda_check(launch_copy(limit_blocks_, arrays_->from.data(), arrays_->to.data(),
                             arrays_->from.size(), stream_.get()),
                 "launch of the copying kernel");
    return {passes * bytes_per_pass, watch.seconds()};
  }

  std::uint32_t drawn() const override {
    std::uint32_t sums[2];
    sums_.download(sums, stream_.get());
    stream_.synchronize();
    return sums[0];
  }

  bool uses_device_clock() const override { return true; }
  double tally_bytes_per_path() const override {
    return static_cast<double>(sizeof(float) * PlanView(plan_.bytes.data()).header().output_count);
  }

 private:
  using Launch = decltype(&launch_draw_paths);

  Timed timed_part(Launch launch_part, std::uint64_t first, std::uint64_t paths,
                   std::uint32_t* sum) {
    auto const count = static_cast<std::uint32_t>(std::min(paths, max_chunk_paths));
    PathLaunch const launch = choose_launch(resident_part_blocks, slots_, count);
    reserve_scratch(scratch_size(launch, slots_));
    Stopwatch const watch(stream_);
    cuda_check(
        launch_part(launch, device_plan_, seed_, {first, count}, scratch(), sum, stream_.get()),
        "launch of a part of the path kernel");
    return {count, watch.seconds()};
  }

  /// Outputs of as many paths as asked, as far as more of them do not fit a cache any better.
  void prepare_outputs(std::uint64_t asked) {
    constexpr std::uint64_t most = std::uint64_t{1} << 19;
    auto const paths = static_cast<std::uint32_t>(std::min(asked, most));
    if (tally_ && tally_->paths >= paths) return;
    tally_.reset();
    tally_.emplace(plan_, paths, stream_);
    PathLaunch const launch = choose_launch(resident_sample_blocks, slots_, paths);
    reserve_scratch(scratch_size(launch, slots_));
    cuda_check(launch_sample_paths(launch, device_plan_, seed_, {0, paths}, scratch(),
                                   tally_->values.data(), stream_.get()),
               "launch of the sampling kernel");
    stream_.synchronize();
  }

  void reserve_scratch(std::size_t size) {
    if (size == 0 || (scratch_ && scratch_->size() >= size)) return;
    scratch_.reset();
    scratch_.emplace(size, "the slots of the paths in flight");
  }
  float* scratch() const { return scratch_ ? scratch_->data() : nullptr; }

  /// Values of each array: both take four times the second-level cache.
  static std::size_t copy_size() {
    constexpr std::size_t least = std::size_t{16} << 20;
    auto const cache = static_cast<std::size_t>(attribute(cudaDevAttrL2CacheSize));
    return std::max(least, 2 * cache) / sizeof(float) / 4 * 4;
  }

  Plan const& plan_;
  std::uint64_t seed_;
  std::uint32_t slots_;
  Stream stream_;
  DeviceBuffer<std::byte> plan_bytes_;
  DevicePlan device_plan_;
  DeviceBuffer<std::uint32_t> sums_;  // of draws, of outputs
  DeviceBuffer<float> sink_;
  std::uint32_t limit_blocks_;
  std::optional<DeviceBuffer<float>> scratch_;
  std::optional<TallyData> tally_;
  std::optional<CopyArrays> arrays_;
};

}  // namespace

std::unique_ptr<Parts> parts_on_cuda(Plan const& plan, RunOptions const& options) {
  return std::make_unique<CudaParts>(plan, options);
}

}  // namespace nameplate
