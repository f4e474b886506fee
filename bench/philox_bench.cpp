#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <vector>

#include "bench/harness.hpp"
#include "bench/kernel_loops.hpp"
#include "kernels/philox.hpp"

namespace nameplate {
namespace {

constexpr std::uint64_t seed = 20251123;
constexpr std::uint32_t stream = 0x5eed5eed;

/// The generator as published, against a known answer of its authors (Random123, kat_vectors:
/// counter and key zero).
void check_published_generator() {
  PhiloxBlock<std::uint32_t> const zero = philox4x32_10(PhiloxBlock<std::uint32_t>{}, 0, 0);
  require(zero.word[0] == 0x6627e8d5 && zero.word[1] == 0xe169c58d && zero.word[2] == 0xbc57ac4c &&
              zero.word[3] == 0x9b00dbd8,
          "philox4x32_10 of zeros");
}

/// One tile, word by word, against the published generator.
void check_tile(std::uint64_t first, std::vector<std::uint32_t> const& words) {
  for (std::uint32_t path = 0; path < tile_paths; ++path) {
    std::uint64_t const counter = first + path;
    for (std::uint32_t b = 0; b < philox_blocks; ++b) {
      auto const expected = philox4x32_10<std::uint32_t>(
          {{static_cast<std::uint32_t>(counter), static_cast<std::uint32_t>(counter >> 32), stream,
            b}},
          static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32));
      for (std::uint32_t w = 0; w < 4; ++w)
        require(words[(4 * b + w) * tile_paths + path] == expected.word[w],
                fmt::format("word {} of block {}, path {}", w, b, counter));
    }
  }
}

void bench_philox(benchmark::State& state, Isa isa) {
  KernelLoops const loops = kernel_loops(isa);
  std::vector<std::uint32_t> words(std::size_t{4} * philox_blocks * tile_paths);
  std::uint64_t first = std::uint64_t{7} << 32;
  for (auto _ : state) {
    first += tile_paths;
    loops.philox(seed, first, stream, words.data());
    benchmark::DoNotOptimize(words.data());
    benchmark::ClobberMemory();
  }
  check_tile(first, words);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(words.size()));
  state.SetLabel("items: 32-bit draws");
}

}  // namespace

void register_benchmarks() {
  check_published_generator();
  for (Isa const isa : available_isas())
    benchmark::RegisterBenchmark(fmt::format("philox/{}", name(isa)).c_str(), bench_philox, isa);
}

}  // namespace nameplate
