#include "host/bench/count_operations.hpp"

#include <vector>

#include "host/bench/counted.hpp"
#include "kernels/path.hpp"
#include "kernels/tally.hpp"

namespace nameplate {
namespace {

constexpr std::uint64_t seed = 1;
constexpr std::uint64_t counted_paths = 4096;  // rare branches count as often as paths take them

template <class Work>
OperationCounts counts_of(Work const& work) {
  OperationCounts const before = operations_done;
  for (std::uint64_t path = 0; path < counted_paths; ++path) work(path);
  return operations_done - before;
}

/// Calls work(groups) for every range of draw groups that a path goes through.
template <class Work>
void for_each_range(PlanView plan, Work const& work) {
  work(plan.header().shared_groups);
  for (std::uint32_t b = 0; b < plan.header().build_count; ++b) work(plan.builds()[b].groups);
}

template <class Work>
void for_each_group(PlanView plan, Work const& work) {
  for_each_range(plan, [&](Range groups) {
    for (std::uint32_t g = 0; g < groups.count; ++g) work(plan.groups()[groups.first + g]);
  });
}

/// The random words alone.
OperationCounts generator_counts(PlanView plan) {
  return counts_of([&](std::uint64_t path) {
    PathDraws<CountedWord> const draws(seed, path);
    for_each_group(plan, [&](DrawGroup const& group) { draws(group.stream, group.block); });
  });
}

/// From the random words to standard normal variables.
OperationCounts normal_counts(PlanView plan) {
  return counts_of([&](std::uint64_t path) {
    PathDraws<std::uint32_t> const draws(seed, path);
    for_each_group(plan, [&](DrawGroup const& group) {
      PhiloxBlock<std::uint32_t> const block = draws(group.stream, group.block);
      for (std::uint32_t i = 0; i < group.variables.count; ++i) {
        Variable const& variable = plan.variables()[group.variables.first + i];
        if (variable.marginal.kind != MarginalKind::word_steps)
          Math<Counted>::normal_quantile(CountedWord(block.word[variable.word], true));
      }
    });
  });
}

/// From counters to the values of all variables.
OperationCounts variable_counts(PlanView plan, Slots<Counted> slots) {
  return counts_of([&](std::uint64_t path) {
    PathDraws<CountedWord> const draws(seed, path);
    for_each_range(plan, [&](Range groups) { draw_variables(plan, groups, draws, slots); });
  });
}

OperationCounts path_counts(PlanView plan, Slots<Counted> slots) {
  return counts_of([&](std::uint64_t path) {
    evaluate_path<Counted>(plan, seed, path, slots, [](std::uint32_t, Counted) {});
  });
}

/// What an output's value becomes before it is counted and added: its bin, and the terms of the
/// sums.
OperationCounts tally_counts(PlanView plan) {
  return counts_of([&](std::uint64_t) {
    for (std::uint32_t o = 0; o < plan.header().output_count; ++o) {
      TallyRecord const& tally = plan.tallies()[o];
      Counted const value(1.0f, true);
      bin_of(tally, value);
      Counted const summed = summed_value(tally, value);
      summed* Counted(tally.sum_scale);
      summed* summed* Counted(tally.square_scale);
    }
  });
}

}  // namespace

PathOperations count_operations(Plan const& plan) {
  PlanView const view(plan.bytes.data());
  std::vector<Counted> memory(view.header().slot_count);
  Slots<Counted> const slots(memory.data());
  fill_constants(view, slots);
  PathOperations counts;
  counts.paths = counted_paths;
  counts.generator = generator_counts(view);
  counts.normal = normal_counts(view);
  OperationCounts const variables = variable_counts(view, slots);
  counts.laws = variables - counts.generator - counts.normal;
  counts.model = path_counts(view, slots) - variables;
  counts.bins = tally_counts(view);
  return counts;
}

}  // namespace nameplate
