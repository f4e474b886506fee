#include "host/cpu/for_each_tile.hpp"

#include <fmt/format.h>
#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>

#include "host/cpu/tile.hpp"

namespace nameplate {
namespace {

constexpr std::uint64_t default_chunk_paths = 1 << 14;
constexpr std::size_t most_threads = 4096;  // that run at once

/// The paths of `span` that lie in the tile of `path`.
Tile tile_at(PathSpan span, std::uint64_t path) {
  std::uint64_t const start = path / tile_paths * tile_paths;
  std::uint64_t const end = std::min<std::uint64_t>(span.end() - start, tile_paths);
  return {start, static_cast<std::uint32_t>(path - start), static_cast<std::uint32_t>(end)};
}

}  // namespace

std::uint64_t chunk_paths(RunOptions const& options) {
  return options.chunk_paths != 0 ? options.chunk_paths : default_chunk_paths;
}

void for_each_tile_in(PathSpan span, std::function<void(Tile const&)> const& work) {
  for (std::uint64_t path = span.first; path < span.end();) {
    Tile const tile = tile_at(span, path);
    work(tile);
    path = tile.start + tile.to;
  }
}

std::size_t thread_count(RunOptions const& options) {
  return static_cast<std::size_t>(options.threads > 0 ? options.threads
                                                      : tbb::info::default_concurrency());
}

std::size_t worker_count(RunOptions const& options) {
  std::uint64_t const chunks = options.paths / chunk_paths(options) + 1;
  return std::min<std::size_t>(thread_count(options), chunks);
}

void with_threads(RunOptions const& options, std::function<void()> const& work) {
  // Without this an arena wider than the machine would be cut to its size. Once for the process:
  // the least limit holds for all, so one for each run would slow down those beside it.
  static tbb::global_control const limit(tbb::global_control::max_allowed_parallelism,
                                         most_threads);
  tbb::task_arena(static_cast<int>(thread_count(options))).execute(work);
}

void for_each_tile(RunOptions const& options, PathSource& paths,
                   std::function<void(std::size_t worker, Tile const&)> const& work) {
  std::uint64_t const chunk = chunk_paths(options);
  auto const run_worker = [&](std::size_t worker) {
    while (auto const span = paths.next(chunk)) {
      for_each_tile_in(*span, [&](Tile const& tile) { work(worker, tile); });
      paths.finished(span->count);
    }
  };
  with_threads(options, [&] {
    tbb::parallel_for(std::size_t{0}, thread_count(options), run_worker, tbb::static_partitioner());
  });
}

std::string describe_cpu(RunOptions const& options, Isa isa, int lanes) {
  std::size_t const threads = thread_count(options);
  return fmt::format("{} lanes ({}), {} thread{}", lanes, name(isa), threads,
                     threads == 1 ? "" : "s");
}

}  // namespace nameplate
