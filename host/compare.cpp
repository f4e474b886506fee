#include "nameplate/compare.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "host/compile/plan_bytes.hpp"
#include "host/team/run_paths.hpp"
#include "kernels/plan_view.hpp"
#include "kernels/tally.hpp"

namespace nameplate {
namespace {

bool is_same_output(OutputLabel const& a, OutputLabel const& b) {
  return a.metric == b.metric && a.scope == b.scope && a.date == b.date;
}

}  // namespace

bool have_same_outputs(Plan const& a, Plan const& b) {
  return std::equal(a.labels.begin(), a.labels.end(), b.labels.begin(), b.labels.end(),
                    is_same_output);
}

Plan difference_plan(Plan const& base) {
  PlanView const view(base.bytes.data());
  PlanHeader header{};
  std::vector<TallyRecord> tallies(view.tallies(), view.tallies() + view.header().output_count);
  for (TallyRecord& tally : tallies) {
    tally.zero_bin = tally.bins + 2;
    tally.first_bin = header.bin_count;
    header.bin_count += counter_count(tally);
  }
  header.output_count = view.header().output_count;
  PlanBytes bytes(header);
  bytes.add(&TableOffsets::tallies, tallies);
  Plan plan;
  plan.labels = base.labels;
  plan.bytes = bytes.take();
  return plan;
}

Comparison compare(Plan const& base, Plan const& alternative, RunOptions const& options) {
  if (!have_same_outputs(base, alternative))
    throw std::invalid_argument("the plans that are compared have different outputs");
  Plan difference = difference_plan(base);
  auto const make = [&](Backend backend, RunOptions const& chosen) {
    return backend == Backend::cuda ? comparing_on_cuda(base, alternative, difference, chosen)
                                    : comparing_on_cpu(base, alternative, difference, chosen);
  };
  Outcome outcome =
      run_paths(make, std::array{&base, &alternative, &std::as_const(difference)}, options);
  std::vector<Tallies>& tallies = outcome.tallies;
  return {std::move(difference),
          {std::move(tallies[0]), std::move(tallies[1]), std::move(tallies[2])},
          std::move(outcome.paths),
          std::move(outcome.facts)};
}

}  // namespace nameplate
