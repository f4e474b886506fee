#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "host/path_queue.hpp"
#include "nameplate/run.hpp"

namespace nameplate {

/// Paths [from, to), counted from `start`, of the tile that starts at path `start`.
struct Tile {
  std::uint64_t start;
  std::uint32_t from, to;
};

/// Threads that `options` asks for.
std::size_t thread_count(RunOptions const& options);

/// How many of them get paths, at most.
std::size_t worker_count(RunOptions const& options);

/// Paths that a thread takes at a time.
std::uint64_t chunk_paths(RunOptions const& options);

/// Calls `work` once for every tile of the paths of `span`, in order.
void for_each_tile_in(PathSpan span, std::function<void(Tile const&)> const& work);

/// Calls `work` once for every tile of the paths that the source gives, from the threads of
/// `options`, in any order; the tiles of one worker, of thread_count of them, one after another.
void for_each_tile(RunOptions const& options, PathSource& paths,
                   std::function<void(std::size_t worker, Tile const&)> const& work);

/// "16 lanes (avx512), 2 threads"
std::string describe_cpu(RunOptions const& options, Isa isa, int lanes);

/// Calls `work` where parallel algorithms take the threads that `options` asks for.
void with_threads(RunOptions const& options, std::function<void()> const& work);

}  // namespace nameplate
