// The loops of kernel_loops.hpp, compiled once per instruction set as the CPU executor's inner part is,
// around that very code. The including file defines NAMEPLATE_ISA and includes a pack header first.

#include "bench/kernel_loops.hpp"

#include "host/cpu/tile_functions.inl"

namespace nameplate {
inline namespace NAMEPLATE_ISA {
namespace {

void philox(std::uint64_t seed, std::uint64_t first, std::uint32_t stream, std::uint32_t* words) {
  for (std::uint32_t path = 0; path < tile_paths; path += path_lanes) {
    PathDraws<DrawWordOf<RealPair>> const draws(seed, first + path);
    for (std::uint32_t b = 0; b < philox_blocks; ++b) {
      PhiloxBlock<UIntPair> const block = draws(stream, b);
      for (std::uint32_t w = 0; w < 4; ++w)
        __builtin_memcpy(words + (4 * b + w) * tile_paths + path, &block.word[w],
                         sizeof block.word[w]);
    }
  }
}

void values(std::byte const* plan, Variable const& variable, std::uint32_t const* words, float* x) {
  PlanView const view(plan);
  Slots<RealPair> const no_slots(nullptr);
  for (std::uint32_t i = 0; i < tile_paths; i += path_lanes) {
    UIntPair word;
    __builtin_memcpy(static_cast<void*>(&word), words + i, sizeof word);
    RealPair const value =
        variable.marginal.kind == MarginalKind::word_steps
            ? word_steps_value<RealPair>(view, variable.marginal, word)
            : variable_value(view, variable, Math<RealPair>::normal_quantile(word), no_slots);
    __builtin_memcpy(x + i, &value, sizeof value);
  }
}

void evaluate(std::byte const* plan, std::uint64_t seed, std::uint64_t first,
              Workspace const& workspace) {
  evaluate_tile(plan, seed, first, 0, tile_paths, workspace);
}

void tally(std::byte const* plan, Workspace const& workspace) {
  tally_tile(plan, 0, tile_paths, workspace);
}

}  // namespace
}  // namespace NAMEPLATE_ISA
}  // namespace nameplate
