#include <fmt/format.h>

#include <optional>
#include <utility>

#include "host/cuda/chunk_pipeline.hpp"
#include "host/cuda/device.hpp"
#include "host/cuda/device_executor.hpp"
#include "kernels/cuda/run_paths.hpp"

namespace nameplate {
namespace {

/// Some hundredths of a second on a large device: progress is smooth, and what a launch and the
/// ragged end of a chunk cost does not show.
constexpr std::uint64_t default_chunk_paths = std::uint64_t{1} << 22;

class TallyExecutor : public DeviceExecutor {
 public:
  TallyExecutor(int device, Plan const& plan, RunOptions const& options)
      : DeviceExecutor(device), plan_(plan), options_(options) {}

  void run(PathSource& paths) override {
    use_device();
    std::uint64_t const chunk = chunk_paths(options_, default_chunk_paths);
    if (!pipeline_) pipeline_.emplace(plan_, options_.seed, chunk);
    std::uint64_t last = 0;
    while (auto const span = paths.next(chunk)) {
      pipeline_->enqueue({span->first, static_cast<std::uint32_t>(span->count)});
      pipeline_->wait_for_previous();
      paths.finished(std::exchange(last, span->count));
    }
    pipeline_->wait();
    paths.finished(last);
  }

  std::vector<Tallies> take() override {
    use_device();
    std::vector<Tallies> tallies;
    tallies.push_back(pipeline_->take());
    return tallies;
  }

 private:
  Plan const& plan_;
  RunOptions const& options_;
  std::optional<ChunkPipeline> pipeline_;
};

}  // namespace

bool cuda_available(std::string& reason) {
  int devices = 0, blocks = 0;
  if (cudaError_t const status = cudaGetDeviceCount(&devices); status != cudaSuccess) {
    cudaGetLastError();
    reason = fmt::format("no usable device: {}", describe(status));
    return false;
  }
  if (cudaError_t const status = resident_path_blocks(PathShape::four_in_scratch, 0, blocks);
      status != cudaSuccess) {
    cudaGetLastError();
    reason = fmt::format("the device cannot run this program: {}", describe(status));
    return false;
  }
  return true;
}

std::vector<std::string> cuda_device_ids() {
  std::string reason;
  std::vector<std::string> ids;
  if (!cuda_available(reason)) return ids;
  int const devices = static_cast<int>(device_count());
  ids.reserve(device_count());
  for (int device = 0; device < devices; ++device) ids.push_back(device_id(device));
  return ids;
}

Executors tallying_on_cuda(Plan const& plan, RunOptions const& options) {
  return on_each_device(
      options, [&](int device) { return std::make_unique<TallyExecutor>(device, plan, options); });
}

}  // namespace nameplate
