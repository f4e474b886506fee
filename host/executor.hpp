#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "host/path_queue.hpp"
#include "nameplate/compare.hpp"
#include "nameplate/run.hpp"
#include "nameplate/samples.hpp"

/// The one interface of the executors.
namespace nameplate {

/// Evaluates paths on some threads of the CPU or on one device. Called by one thread at a time. The
/// plans and options that it was made with outlive it.
class Executor {
 public:
  virtual ~Executor() = default;

  /// Takes paths until the source gives no more, and evaluates them. \throws RunError
  virtual void run(PathSource& paths) = 0;

  /// The tallies of all paths evaluated since the last call, one for each plan that is tallied.
  /// \throws RunError
  virtual std::vector<Tallies> take() = 0;

  /// "16 lanes (avx512), 2 threads", or the GPU's name.
  virtual std::string device() const = 0;
};

using Executors = std::vector<std::unique_ptr<Executor>>;

/// Tally a plan. CPU: one executor, SIMD lanes times threads. CUDA: one for each device; built
/// without CUDA all its functions throw InputError saying so.
Executors tallying_on_cpu(Plan const& plan, RunOptions const& options);
Executors tallying_on_cuda(Plan const& plan, RunOptions const& options);

/// Evaluate both plans on the same paths and tally them and their difference; `difference` tells
/// how to tally that. \pre all three have the same number of outputs
Executors comparing_on_cpu(Plan const& base, Plan const& alternative, Plan const& difference,
                           RunOptions const& options);
Executors comparing_on_cuda(Plan const& base, Plan const& alternative, Plan const& difference,
                            RunOptions const& options);

/// Keep the outputs in `samples`, which is of the path range of `options`; tally nothing.
Executors sampling_on_cpu(Plan const& plan, RunOptions const& options, Samples& samples);
Executors sampling_on_cuda(Plan const& plan, RunOptions const& options, Samples& samples);

/// Keeps the outputs in the memory of the first device that `options` ask for, and tallies them.
Executors keeping_on_cuda(Plan const& plan, RunOptions const& options, DeviceSamples& samples);

/// Sort into ascending order. \pre no value is NaN or -0
void sort_on_cpu(std::span<float> values, RunOptions const& options);
void sort_on_cuda(std::span<float> values, RunOptions const& options);

/// The backend that `options` ask for on this machine: cpu or cuda. If they leave it open, the CPU
/// stands in for CUDA where that fails, with a notice. \throws InputError if what is asked for is
/// not there; RunError if it fails
Backend chosen_backend(RunOptions const& options);

enum class CudaState {
  usable,
  absent,   // no device, no driver, or no code for them
  failing,  // a device that should do does not
};

/// Of one of these devices at least, or of all that are visible. `reason` says why CUDA is not
/// usable. \throws InputError if there is no device of such a number
CudaState cuda_state(std::span<int const> devices, std::string& reason);

/// The CUDA devices that are visible, by number, under names that all processes of a machine share.
/// Does not set them up, so it takes none of their memory. \throws RunError if one does not answer
std::vector<std::string> cuda_device_ids();

}  // namespace nameplate
