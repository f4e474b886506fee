#include "nameplate/samples.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "host/available_memory.hpp"
#include "host/cpu/for_each_tile.hpp"
#include "host/refuse.hpp"
#include "host/required_memory.hpp"
#include "host/run_executors.hpp"
#include "kernels/plan_view.hpp"
#include "kernels/sample.hpp"
#include "kernels/tally.hpp"
#include "nameplate/error.hpp"
#include "nameplate/team.hpp"

namespace nameplate {
namespace {

/// Values whose fixed-point sums fit 64 bits: magnitudes are below 2^51 (kernels/tally.hpp).
constexpr std::size_t block_values = 1024;

/// Samples that every machine has room for: asking what memory there is takes longer than to make
/// them, of which an analysis has thousands made.
constexpr std::uint64_t few_values = 1 << 16;

/// Adds one output to its counters and sums, with the roundings that all executors share.
void tally_output(TallyRecord const& record, std::span<float const> values, Tallies& tallies,
                  std::size_t output) {
  std::uint64_t* const counts = tallies.counts.data() + record.first_bin;
  while (!values.empty()) {
    std::int64_t sum = 0, square = 0;
    auto const block = values.first(std::min(block_values, values.size()));
    for (float const value : block) {
      float const summed = summed_value(record, value);
      ++counts[bin_of(record, value)];
      sum += std::llrint(summed * record.sum_scale);
      square += std::llrint(summed * summed * record.square_scale);
    }
    tallies.sums[output] += sum;
    tallies.squares[output] += square;
    values = values.subspan(block.size());
  }
}

void refuse_team(RunOptions const& options) {
  if (options.team != nullptr && options.team->size() > 1)
    refuse("", fmt::format("this keeps every path in the memory of one process; "
                           "start one, not {}",
                           options.team->size()));
}

void require_all(Outcome const& outcome, RunOptions const& options) {
  if (outcome.paths.count() < options.paths)
    throw RunError(fmt::format("stopped after {} of {} paths; samples are kept of all or none",
                               outcome.paths.count(), options.paths));
}

}  // namespace

Samples sample(Plan const& plan, RunOptions const& options) {
  refuse_team(options);
  Backend const backend = chosen_backend(options);
  if (options.paths > few_values / plan.labels.size())
    require_sample_memory(plan.labels.size(), options.paths, available_memory_bytes());
  Samples samples{.paths = options.paths,
                  .first_path = options.first_path,
                  .outputs = plan.labels.size(),
                  .values = ZeroedVector<float>(plan.labels.size() * options.paths),
                  .facts = {}};
  Outcome outcome =
      run_executors(backend == Backend::cuda ? sampling_on_cuda(plan, options, samples)
                                             : sampling_on_cpu(plan, options, samples),
                    {}, options);
  require_all(outcome, options);
  samples.facts = std::move(outcome.facts);
  samples.facts.backend = name(backend);
  return samples;
}

DeviceSamples sample_on_device(Plan const& plan, RunOptions const& options) {
  refuse_team(options);
  RunOptions on_cuda = options;
  on_cuda.backend = Backend::cuda;
  chosen_backend(on_cuda);  // says what is missing
  DeviceSamples samples{.paths = options.paths,
                        .first_path = options.first_path,
                        .outputs = plan.labels.size(),
                        .values = nullptr,
                        .tallies = Tallies(plan),
                        .facts = {}};
  Plan const* const plans[] = {&plan};
  Outcome outcome = run_executors(keeping_on_cuda(plan, on_cuda, samples), plans, on_cuda);
  require_all(outcome, options);
  samples.tallies = std::move(outcome.tallies[0]);
  samples.facts = std::move(outcome.facts);
  samples.facts.backend = name(Backend::cuda);
  return samples;
}

Tallies tally(Plan const& plan, Samples const& samples, RunOptions const& options) {
  if (samples.outputs != plan.labels.size())
    throw std::invalid_argument("samples of another plan cannot be tallied");
  TallyRecord const* const records = PlanView(plan.bytes.data()).tallies();
  Tallies tallies(plan);
  tallies.paths = samples.paths;
  with_threads(options, [&] {
    tbb::parallel_for(std::size_t{0}, samples.outputs, [&](std::size_t output) {
      tally_output(records[output], samples.row(output), tallies, output);
    });
  });
  return tallies;
}

void sort_values(std::span<float> values, RunOptions const& options) {
  Backend const backend = chosen_backend(options);
  for (float& value : values) value = stored_value(value);
  auto const end =
      std::partition(values.begin(), values.end(), [](float value) { return !std::isnan(value); });
  auto const defined = values.first(static_cast<std::size_t>(end - values.begin()));
  backend == Backend::cuda ? sort_on_cuda(defined, options) : sort_on_cpu(defined, options);
}

}  // namespace nameplate
