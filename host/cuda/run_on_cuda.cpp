#include <optional>
#include <utility>

#include "host/cuda/chunk_pipeline.hpp"
#include "host/cuda/device.hpp"
#include "host/cuda/device_executor.hpp"

namespace nameplate {
namespace {

/// Some hundredths of a second on a large device: progress is smooth, and what a launch and the
/// ragged end of a chunk cost does not show.
constexpr std::uint64_t default_chunk_paths = std::uint64_t{1} << 22;

class TallyWork : public DeviceWork {
 public:
  TallyWork(Device const& device, Plan const& plan, RunOptions const& options)
      : DeviceWork(device, options), plan_(plan) {}

  void evaluate(PathSource& paths) override {
    std::uint64_t const max_count = max_chunk(options(), default_chunk_paths);
    if (!pipeline_) pipeline_.emplace(plan_, options().seed, max_count, notice());
    std::uint64_t last = 0;
    while (auto const chunk = next_chunk(paths, max_count, pipeline_->wave_paths())) {
      pipeline_->enqueue(*chunk);
      pipeline_->wait_for_previous();
      paths.finished(std::exchange(last, chunk->count));
    }
    pipeline_->wait();
    paths.finished(last);
  }

  std::vector<Tallies> tallies() override {
    std::vector<Tallies> tallies;
    tallies.push_back(pipeline_->take());
    return tallies;
  }

 private:
  Plan const& plan_;
  std::optional<ChunkPipeline> pipeline_;
};

}  // namespace

Executors tallying_on_cuda(Plan const& plan, RunOptions const& options) {
  return on_each_device(options, [&](Device const& device) {
    return std::make_unique<TallyWork>(device, plan, options);
  });
}

}  // namespace nameplate
