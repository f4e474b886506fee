// The loops of part_functions.hpp, compiled once per instruction set. The including file defines NAMEPLATE_ISA and
// includes a pack header first. No containers here: their inline functions could leak this instruction set into other files.

#include "host/bench/part_functions.hpp"
#include "host/cpu/pair.hpp"
#include "host/cpu/tile.hpp"
#include "kernels/path_parts.hpp"

namespace nameplate {
inline namespace NAMEPLATE_ISA {
namespace {

constexpr std::uint32_t lanes = RealTraits<Pack>::lanes;
constexpr std::uint32_t path_lanes = RealTraits<RealPair>::lanes;  // paths evaluated together

#if defined(__FMA__) || defined(__ARM_FEATURE_FMA)
constexpr bool has_fma = true;
#else
constexpr bool has_fma = false;
#endif

Slots<RealPair> slots_of(float* slots) { return Slots<RealPair>(reinterpret_cast<RealPair*>(slots)); }

void prepare(std::byte const* plan, float* slots) { fill_constants(PlanView(plan), slots_of(slots)); }

std::uint32_t draw(std::byte const* plan_bytes, std::uint64_t seed, std::uint64_t first, std::uint32_t from,
                   std::uint32_t to, float* slots) {
  PlanView const plan(plan_bytes);
  UIntPair sum(0u);
  for (std::uint32_t p = from / path_lanes * path_lanes; p < to; p += path_lanes)
    sum = sum + draw_path(plan, seed, first + p, slots_of(slots));
  std::uint32_t words[path_lanes], total = 0;
  __builtin_memcpy(words, &sum, sizeof words);
  for (std::uint32_t const word : words) total += word;
  return total;
}

void chain(std::byte const* plan_bytes, std::uint32_t from, std::uint32_t to, float* slots, float* outputs) {
  PlanView const plan(plan_bytes);
  for (std::uint32_t p = from / path_lanes * path_lanes; p < to; p += path_lanes) {
    evaluate_chain(plan, slots_of(slots), [&](std::uint32_t output, RealPair const& value) {
      *reinterpret_cast<RealPair*>(outputs + output * tile_paths + p) = value;
    });
  }
}

/// Enough chains to hide the latency of the operations on two units, few enough for 16 registers.
constexpr int chains = 10;
/// Of every chain, between two looks at the loop's counter.
constexpr int steps = 16;

Pack step(Pack x) {
  if constexpr (has_fma) return fma(x, Pack(0.999f), Pack(0.001f));
  return x * Pack(0.999f) + Pack(0.001f);
}

float compute(std::uint64_t rounds) {
  Pack x[chains];
  for (int c = 0; c < chains; ++c) x[c] = Pack(static_cast<float>(c));
  for (std::uint64_t round = 0; round < rounds; ++round) {
    for (int s = 0; s < steps; ++s) {
      NAMEPLATE_UNROLL
      for (int c = 0; c < chains; ++c) x[c] = step(x[c]);
    }
  }
  Pack sum = x[0];
  for (int c = 1; c < chains; ++c) sum = sum + x[c];
  float first = 0;
  __builtin_memcpy(&first, &sum, sizeof first);
  return first;
}

constexpr std::uint64_t operations_per_round = std::uint64_t{chains} * steps * lanes * (has_fma ? 1 : 2);

void triad(float* sum, float const* a, float const* b, std::size_t count) {
  auto* const sums = reinterpret_cast<Pack*>(sum);
  auto const* const as = reinterpret_cast<Pack const*>(a);
  auto const* const bs = reinterpret_cast<Pack const*>(b);
  for (std::size_t i = 0; i < count / lanes; ++i) sums[i] = as[i] + bs[i] * Pack(3.0f);
}

PartFunctions functions() { return {path_lanes, prepare, draw, chain, compute, operations_per_round, triad}; }

}  // namespace
}  // namespace NAMEPLATE_ISA
}  // namespace nameplate
