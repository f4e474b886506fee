#pragma once

#include "nameplate/run.hpp"

/// The one interface of the executors. Each evaluates a path range of a plan and adds to tallies.
namespace nameplate {

/// CPU: SIMD lanes times threads.
RunResult run_on_cpu(Plan const& plan, RunOptions const& options);

/// One CUDA device. Built without CUDA it throws InputError saying so.
RunResult run_on_cuda(Plan const& plan, RunOptions const& options);

/// Whether a CUDA device can be used; else `reason` says why not.
bool cuda_available(std::string& reason);

}  // namespace nameplate
