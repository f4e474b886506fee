#include <fmt/format.h>
#include <tbb/blocked_range.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <new>
#include <utility>

#include "host/cpu/isa.hpp"
#include "host/cpu/tile.hpp"
#include "host/executor.hpp"
#include "kernels/plan_view.hpp"

namespace nameplate {
namespace {

template <class T>
struct AlignedDelete {
  void operator()(T* memory) const { std::free(memory); }
};

template <class T>
using AlignedArray = std::unique_ptr<T[], AlignedDelete<T>>;

template <class T>
AlignedArray<T> aligned_array(std::size_t count) {
  std::size_t const bytes = (std::max<std::size_t>(count, 1) * sizeof(T) + 63) / 64 * 64;
  void* const memory = std::aligned_alloc(64, bytes);
  if (memory == nullptr) throw std::bad_alloc();
  return AlignedArray<T>(static_cast<T*>(memory));
}

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

  /// Paths [from, to) of the tile that starts at path `first`.
  void run(std::uint64_t seed, std::uint64_t first, std::uint32_t from, std::uint32_t to) {
    if (pending_ > max_pending) flush();
    functions_.run(plan_, seed, first, from, to, workspace());
    for (std::uint32_t o = 0; o < header_.output_count; ++o) {
      total_.sums[o] += tile_sums_[o];
      total_.squares[o] += tile_squares_[o];
    }
    pending_ += to - from;
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

/// Counts paths done and passes them on, one caller at a time.
class Progress {
 public:
  explicit Progress(std::function<void(std::uint64_t)> const& report) : report_(report) {}

  void add(std::uint64_t paths) {
    std::uint64_t const done = done_ += paths;
    if (!report_) return;
    std::unique_lock const lock(mutex_, std::try_to_lock);
    if (lock) report_(done);
  }

 private:
  std::function<void(std::uint64_t)> const& report_;
  std::atomic<std::uint64_t> done_ = 0;
  std::mutex mutex_;
};

/// Paths of [first, last) that lie in the tiles [begin, end), tile by tile.
void run_tiles(Worker& worker, RunOptions const& options, std::uint64_t begin, std::uint64_t end) {
  std::uint64_t const first = options.first_path, last = options.first_path + options.paths;
  for (std::uint64_t tile = begin; tile < end; ++tile) {
    std::uint64_t const start = tile * tile_paths;
    auto const from = static_cast<std::uint32_t>(std::max(first, start) - start);
    auto const to = static_cast<std::uint32_t>(std::min(last, start + tile_paths) - start);
    worker.run(options.seed, start, from, to);
  }
}

constexpr std::uint64_t default_chunk_paths = 1 << 14;

}  // namespace

RunResult run_on_cpu(Plan const& plan, RunOptions const& options) {
  Isa const isa = chosen_isa(options.isa);
  TileFunctions const functions = tile_functions(isa);
  int const threads = options.threads > 0 ? options.threads : tbb::info::default_concurrency();
  auto const start = std::chrono::steady_clock::now();

  tbb::enumerable_thread_specific<std::unique_ptr<Worker>> workers;
  Progress progress(options.progress);
  std::uint64_t const chunk = options.chunk_paths != 0 ? options.chunk_paths : default_chunk_paths;
  std::uint64_t const first_tile = options.first_path / tile_paths;
  std::uint64_t const last_tile =
      (options.first_path + options.paths + tile_paths - 1) / tile_paths;
  std::uint64_t const grain = std::max<std::uint64_t>(1, chunk / tile_paths);

  // Without this an arena wider than the machine would be cut to its size.
  tbb::global_control const limit(tbb::global_control::max_allowed_parallelism,
                                  static_cast<std::size_t>(threads));
  tbb::task_arena arena(threads);
  arena.execute([&] {
    tbb::parallel_for(
        tbb::blocked_range<std::uint64_t>(first_tile, options.paths == 0 ? first_tile : last_tile,
                                          grain),
        [&](tbb::blocked_range<std::uint64_t> const& tiles) {
          std::unique_ptr<Worker>& worker = workers.local();
          if (!worker) worker = std::make_unique<Worker>(plan, functions);
          run_tiles(*worker, options, tiles.begin(), tiles.end());
          progress.add(std::min<std::uint64_t>(tiles.size() * tile_paths, options.paths));
        },
        tbb::simple_partitioner());
  });

  RunResult result{Tallies(plan), {}};
  for (std::unique_ptr<Worker> const& worker : workers) {
    if (result.tallies.paths == 0) {
      result.tallies = worker->take();
    } else {
      result.tallies += worker->take();
    }
  }
  result.facts.backend = "cpu";
  result.facts.device = fmt::format("{} lanes ({}), {} thread{}", functions.lanes, name(isa),
                                    threads, threads == 1 ? "" : "s");
  result.facts.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return result;
}

}  // namespace nameplate
