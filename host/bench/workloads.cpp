#include "host/bench/workloads.hpp"

#include <algorithm>
#include <chrono>

#include "nameplate/compare.hpp"
#include "nameplate/samples.hpp"

namespace nameplate {
namespace {

/// Most values of a sort: 256 MiB.
constexpr std::uint64_t max_sorted = std::uint64_t{1} << 26;

/// Items of a run in which starting and ending it are small.
constexpr std::uint64_t whole = 1 << 19;

template <class Action>
Timed timed(std::uint64_t items, Action const& work) {
  auto const start = std::chrono::steady_clock::now();
  work();
  return {items, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count()};
}

double run_operations(PathOperations const& counts, Plan const&) {
  return counts.draws() + counts.chain() + counts.tally();
}

double compare_operations(PathOperations const& counts, Plan const& plan) {
  auto const differences = static_cast<double>(plan.labels.size());
  return 2 * (counts.draws() + counts.chain()) + 3 * counts.tally() + differences;
}

constexpr Workload table[] = {
    {arithmetic_limit, "operation", "independent multiply-adds, nothing else", &Subject::compute, 1,
     nullptr, nullptr, true, true},
    {bandwidth_limit, "byte", "arrays larger than every cache, read and written", &Subject::move, 1,
     nullptr, nullptr, true, true},
    {"draws", "path", "all variables of the plan drawn", &Subject::draw, 1,
     [](PathOperations const& counts, Plan const&) { return counts.draws(); }, nullptr, false,
     true},
    {"chain", "path", "from given variables to outputs", &Subject::evaluate, 1,
     [](PathOperations const& counts, Plan const&) { return counts.chain(); }, nullptr, false,
     true},
    {"tally", "path", "given outputs counted and summed", &Subject::tally, 1,
     [](PathOperations const& counts, Plan const&) { return counts.tally(); },
     [](Parts const& parts) { return parts.tally_bytes_per_path(); }, false, true},
    {"whole_run", "path", "nameplate run: from draws to merged tallies", &Subject::run_whole, whole,
     run_operations, nullptr, false, false},
    {"paired_compare", "path", "nameplate compare: two plans and their difference",
     &Subject::compare_pair, whole, compare_operations, nullptr, false, false},
    {"exact_sort", "value", "an output's samples sorted", &Subject::sort_exactly, whole, nullptr,
     [](Parts const&) { return 2.0 * sizeof(float); }, false, false},
};

}  // namespace

Subject::Subject(BenchPlans const& plans, RunOptions const& options)
    : plans_(plans),
      options_(options),
      parts_(options.backend == Backend::cuda ? parts_on_cuda(plans.plan, options)
                                              : parts_on_cpu(plans.plan, options)) {
  options_.paths = 0;
}

RunOptions Subject::next(std::uint64_t paths) {
  options_.first_path += options_.paths;
  options_.paths = paths;
  return options_;
}

Timed Subject::draw(std::uint64_t items) { return parts_->draw(next(items).first_path, items); }

Timed Subject::run_whole(std::uint64_t items) {
  RunOptions const options = next(items);
  return timed(items, [&] { run(plans_.plan, options); });
}

Timed Subject::compare_pair(std::uint64_t items) {
  RunOptions const options = next(items);
  return timed(items, [&] { compare(plans_.plan, plans_.alternative, options); });
}

Timed Subject::sort_exactly(std::uint64_t items) {
  std::uint64_t const count = std::min(items, max_sorted);
  if (unsorted_.size() != count) {
    auto const values = sample(plans_.one_output, next(count)).values;
    unsorted_.assign(values.begin(), values.end());
  }
  std::vector<float> values = unsorted_;
  return timed(count, [&] { sort_values(values, options_); });
}

std::span<Workload const> workloads() { return table; }

}  // namespace nameplate
