#include "host/executor.hpp"
#include "host/refuse.hpp"
#include "host/sweep/sweep_job.hpp"

/// What stands for host/cuda/run_on_cuda.cpp in a build without CUDA.
namespace nameplate {
namespace {

constexpr char const* not_built = "built without CUDA (configure with -DNAMEPLATE_CUDA=ON)";

[[noreturn]] void refuse_cuda() { refuse("backend", std::string("cuda: ") + not_built); }

}  // namespace

CudaState cuda_state(std::span<int const> /*devices*/, std::string& reason) {
  reason = not_built;
  return CudaState::absent;
}

std::vector<std::string> cuda_device_ids() { return {}; }

Executors tallying_on_cuda(Plan const&, RunOptions const&) { refuse_cuda(); }
Executors sampling_on_cuda(Plan const&, RunOptions const&, Samples&) { refuse_cuda(); }
Executors keeping_on_cuda(Plan const&, RunOptions const&, DeviceSamples&) { refuse_cuda(); }
Executors comparing_on_cuda(Plan const&, Plan const&, Plan const&, RunOptions const&) {
  refuse_cuda();
}
std::string sweep_on_cuda(SweepJob const&, RunOptions const&) { refuse_cuda(); }
void sort_on_cuda(std::span<float>, RunOptions const&) { refuse_cuda(); }

}  // namespace nameplate
