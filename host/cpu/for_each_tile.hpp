#pragma once

#include <chrono>
#include <cstdint>
#include <functional>

#include "nameplate/run.hpp"

namespace nameplate {

/// Paths [from, to), counted from `start`, of the tile that starts at path `start`.
struct Tile {
  std::uint64_t start;
  std::uint32_t from, to;
};

/// Calls `work` once for every tile of the paths of `options`, from its threads, in any order, and
/// reports progress.
void for_each_tile(RunOptions const& options, std::function<void(Tile const&)> const& work);

/// What ran since `start`, with the functions of an instruction set.
RunFacts cpu_facts(RunOptions const& options, Isa isa, int lanes,
                   std::chrono::steady_clock::time_point start);

/// Calls `work` where parallel algorithms take the threads that `options` asks for.
void with_threads(RunOptions const& options, std::function<void()> const& work);

}  // namespace nameplate
