#include <tbb/enumerable_thread_specific.h>

#include <chrono>
#include <memory>
#include <utility>

#include "host/cpu/aligned_array.hpp"
#include "host/cpu/for_each_tile.hpp"
#include "host/cpu/isa.hpp"
#include "host/cpu/tile.hpp"
#include "host/executor.hpp"
#include "kernels/plan_view.hpp"

namespace nameplate {
namespace {

/// A thread's workspace and its running tallies: 32-bit counters, emptied into `total` before they
/// can overflow.
class Worker {
 public:
  Worker(Plan const& plan, TileFunctions const& functions)
      : plan_(plan.bytes.data()),
        functions_(functions),
        header_(PlanView(plan_).header()),
        slots_(aligned_array<float>(std::size_t{header_.slot_count} *
                                    static_cast<std::size_t>(functions.lanes))),
        outputs_(aligned_array<float>(std::size_t{header_.output_count} * tile_paths)),
        counts_(header_.bin_count),
        tile_sums_(header_.output_count),
        tile_squares_(header_.output_count),
        total_(plan) {
    functions_.prepare(plan_, workspace());
  }

  void run(std::uint64_t seed, Tile const& tile) {
    if (pending_ > max_pending) flush();
    functions_.evaluate(plan_, seed, tile.start, tile.from, tile.to, workspace());
    functions_.tally(plan_, tile.from, tile.to, workspace());
    for (std::uint32_t o = 0; o < header_.output_count; ++o) {
      total_.sums[o] += tile_sums_[o];
      total_.squares[o] += tile_squares_[o];
    }
    pending_ += tile.to - tile.from;
  }

  Tallies take() {
    flush();
    return std::move(total_);
  }

 private:
  static constexpr std::uint64_t max_pending = std::uint64_t{1} << 31;

  Workspace workspace() {
    return {slots_.get(), outputs_.get(), counts_.data(), tile_sums_.data(), tile_squares_.data()};
  }

  void flush() {
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      if (counts_[i] == 0) continue;  // a page never written stays unallocated
      total_.counts[i] += counts_[i];
      counts_[i] = 0;
    }
    total_.paths += pending_;
    pending_ = 0;
  }

  std::byte const* plan_;
  TileFunctions functions_;
  PlanHeader const& header_;
  AlignedArray<float> slots_, outputs_;
  ZeroedVector<std::uint32_t> counts_;
  std::vector<std::int64_t> tile_sums_, tile_squares_;
  Tallies total_;
  std::uint64_t pending_ = 0;
};

}  // namespace

RunResult run_on_cpu(Plan const& plan, RunOptions const& options) {
  Isa const isa = chosen_isa(options.isa);
  TileFunctions const functions = tile_functions(isa);
  auto const start = std::chrono::steady_clock::now();
  tbb::enumerable_thread_specific<std::unique_ptr<Worker>> workers;
  for_each_tile(options, [&](Tile const& tile) {
    std::unique_ptr<Worker>& worker = workers.local();
    if (!worker) worker = std::make_unique<Worker>(plan, functions);
    worker->run(options.seed, tile);
  });

  RunResult result{Tallies(plan), {}};
  for (std::unique_ptr<Worker> const& worker : workers) {
    if (result.tallies.paths == 0) {
      result.tallies = worker->take();
    } else {
      result.tallies += worker->take();
    }
  }
  result.facts = cpu_facts(options, isa, functions.lanes, start);
  return result;
}

}  // namespace nameplate
