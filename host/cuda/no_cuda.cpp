#include "host/executor.hpp"

/// What stands for host/cuda/run_on_cuda.cpp in a build without CUDA.
namespace nameplate {
namespace {

constexpr char const* not_built = "built without CUDA (configure with -DNAMEPLATE_CUDA=ON)";

}  // namespace

bool cuda_available(std::string& reason) {
  reason = not_built;
  return false;
}

RunResult run_on_cuda(Plan const&, RunOptions const&) {
  std::vector<Problem> problems(1);
  problems[0].place = "backend";
  problems[0].text = std::string("cuda: ") + not_built;
  throw InputError(std::move(problems));
}

}  // namespace nameplate
