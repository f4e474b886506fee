#include "host/cpu/for_each_tile.hpp"

#include <fmt/format.h>
#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <mutex>

#include "host/cpu/tile.hpp"

namespace nameplate {
namespace {

constexpr std::uint64_t default_chunk_paths = 1 << 14;

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

/// The paths of `options` that lie in tile number `tile`.
Tile paths_of_tile(RunOptions const& options, std::uint64_t tile) {
  std::uint64_t const start = tile * tile_paths;
  std::uint64_t const first = std::max(options.first_path, start);
  std::uint64_t const last = std::min(options.first_path + options.paths, start + tile_paths);
  return {start, static_cast<std::uint32_t>(first - start),
          static_cast<std::uint32_t>(last - start)};
}

int thread_count(RunOptions const& options) {
  return options.threads > 0 ? options.threads : tbb::info::default_concurrency();
}

using TileNumbers = tbb::blocked_range<std::uint64_t>;

/// The numbers of the tiles that the paths of `options` lie in, in chunks.
TileNumbers tiles_of(RunOptions const& options) {
  std::uint64_t const chunk = options.chunk_paths != 0 ? options.chunk_paths : default_chunk_paths;
  std::uint64_t const first = options.first_path / tile_paths;
  std::uint64_t const last = (options.first_path + options.paths + tile_paths - 1) / tile_paths;
  return {first, options.paths == 0 ? first : last, std::max<std::uint64_t>(1, chunk / tile_paths)};
}

}  // namespace

void with_threads(RunOptions const& options, std::function<void()> const& work) {
  int const threads = thread_count(options);
  // Without this an arena wider than the machine would be cut to its size.
  tbb::global_control const limit(tbb::global_control::max_allowed_parallelism,
                                  static_cast<std::size_t>(threads));
  tbb::task_arena(threads).execute(work);
}

void for_each_tile(RunOptions const& options, std::function<void(Tile const&)> const& work) {
  Progress progress(options.progress);
  with_threads(options, [&] {
    tbb::parallel_for(
        tiles_of(options),
        [&](TileNumbers const& tiles) {
          for (std::uint64_t tile = tiles.begin(); tile < tiles.end(); ++tile)
            work(paths_of_tile(options, tile));
          progress.add(std::min<std::uint64_t>(tiles.size() * tile_paths, options.paths));
        },
        tbb::simple_partitioner());
  });
}

RunFacts cpu_facts(RunOptions const& options, Isa isa, int lanes,
                   std::chrono::steady_clock::time_point start) {
  int const threads = thread_count(options);
  std::chrono::duration<double> const seconds = std::chrono::steady_clock::now() - start;
  return {
      "cpu",
      fmt::format("{} lanes ({}), {} thread{}", lanes, name(isa), threads, threads == 1 ? "" : "s"),
      seconds.count()};
}

}  // namespace nameplate
