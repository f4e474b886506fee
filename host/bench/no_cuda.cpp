#include "host/bench/device_facts.hpp"
#include "host/bench/parts.hpp"
#include "host/executor.hpp"
#include "host/refuse.hpp"

/// The bench of a build without CUDA. chosen_backend() says so first.
namespace nameplate {
namespace {

[[noreturn]] void refuse_cuda() {
  std::string reason;
  cuda_state({}, reason);
  refuse("backend", "cuda: " + reason);
}

}  // namespace

std::unique_ptr<Parts> parts_on_cuda(Plan const&, RunOptions const&) { refuse_cuda(); }
DeviceFacts cuda_device_facts() { refuse_cuda(); }

}  // namespace nameplate
