#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "host/cuda/chunk_pipeline.hpp"
#include "host/cuda/device.hpp"
#include "host/executor.hpp"
#include "kernels/cuda/run_paths.hpp"

namespace nameplate {
namespace {

/// Some hundredths of a second on a large device: progress is smooth, and what a launch and the
/// ragged end of a chunk cost does not show.
constexpr std::uint64_t default_chunk_paths = std::uint64_t{1} << 22;

}  // namespace

bool cuda_available(std::string& reason) {
  int devices = 0, blocks = 0;
  if (cudaError_t const status = cudaGetDeviceCount(&devices); status != cudaSuccess) {
    cudaGetLastError();
    reason = fmt::format("no usable device: {}", describe(status));
    return false;
  }
  if (cudaError_t const status = resident_path_blocks(SlotMemory::scratch, 0, blocks);
      status != cudaSuccess) {
    cudaGetLastError();
    reason = fmt::format("the device cannot run this program: {}", describe(status));
    return false;
  }
  return true;
}

RunResult run_on_cuda(Plan const& plan, RunOptions const& options) {
  RunFacts facts{"cuda", device_name(), 0};
  auto const start = std::chrono::steady_clock::now();

  std::uint64_t const asked = options.chunk_paths != 0 ? options.chunk_paths : default_chunk_paths;
  std::uint64_t const chunk = std::min({asked, max_chunk_paths, options.paths});
  ChunkPipeline pipeline(plan, options.seed, chunk);
  auto const report = [&](std::uint64_t done) {
    if (options.progress && done > 0) options.progress(done);
  };
  for (std::uint64_t begin = 0; begin < options.paths; begin += chunk) {
    std::uint64_t const count = std::min(chunk, options.paths - begin);
    pipeline.enqueue({options.first_path + begin, static_cast<std::uint32_t>(count)});
    pipeline.wait_for_previous();
    report(begin);
  }
  RunResult result{pipeline.tallies(), facts};
  report(options.paths);
  result.facts.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return result;
}

}  // namespace nameplate
