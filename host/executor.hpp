#pragma once

#include <span>
#include <string>

#include "nameplate/compare.hpp"
#include "nameplate/run.hpp"
#include "nameplate/samples.hpp"

/// The one interface of the executors.
namespace nameplate {

/// Evaluate the path range of `options` and tally it. CPU: SIMD lanes times threads. CUDA: one
/// device; built without CUDA all functions of its executor throw InputError saying so.
RunResult run_on_cpu(Plan const& plan, RunOptions const& options);
RunResult run_on_cuda(Plan const& plan, RunOptions const& options);

/// Evaluate the path range of `options` and keep the outputs in `samples`, which is of that size.
RunFacts sample_on_cpu(Plan const& plan, RunOptions const& options, Samples& samples);
RunFacts sample_on_cuda(Plan const& plan, RunOptions const& options, Samples& samples);

/// Evaluate the path range of `options` under both plans and tally them and their difference;
/// `difference` tells how to tally that. \pre all three have the same number of outputs
RunFacts compare_on_cpu(Plan const& base, Plan const& alternative, Plan const& difference,
                        RunOptions const& options, PairTallies& tallies);
RunFacts compare_on_cuda(Plan const& base, Plan const& alternative, Plan const& difference,
                         RunOptions const& options, PairTallies& tallies);

/// Sort into ascending order. \pre no value is NaN or -0
void sort_on_cpu(std::span<float> values, RunOptions const& options);
void sort_on_cuda(std::span<float> values, RunOptions const& options);

/// The backend that `asked` stands for on this machine: cpu or cuda. \throws InputError if that is
/// not there
Backend chosen_backend(Backend asked);

/// Whether a CUDA device can be used; else `reason` says why not.
bool cuda_available(std::string& reason);

}  // namespace nameplate
