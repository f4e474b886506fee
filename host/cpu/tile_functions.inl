// The CPU executor's inner part, compiled once per instruction set. The including file defines NAMEPLATE_ISA and includes a
// pack header first. No containers here: their inline functions could leak this instruction set into other files.

#include "host/cpu/pair.hpp"
#include "host/cpu/tile.hpp"
#include "kernels/path.hpp"
#include "kernels/tally.hpp"

namespace nameplate {
inline namespace NAMEPLATE_ISA {
namespace {

constexpr std::uint32_t lanes = RealTraits<Pack>::lanes;
constexpr std::uint32_t path_lanes = RealTraits<RealPair>::lanes;  // paths evaluated together
static_assert(tile_paths % max_lanes == 0 && max_lanes % path_lanes == 0);

Slots<RealPair> slots_of(Workspace const& workspace) { return Slots<RealPair>(reinterpret_cast<RealPair*>(workspace.slots)); }

void evaluate_tile(std::byte const* plan_bytes, std::uint64_t seed, std::uint64_t first, std::uint32_t from,
                   std::uint32_t to, Workspace const& workspace) {
  PlanView const plan(plan_bytes);
  for (std::uint32_t p = from / path_lanes * path_lanes; p < to; p += path_lanes) {
    evaluate_path<RealPair>(plan, seed, first + p, slots_of(workspace), [&](std::uint32_t output, RealPair const& value) {
      *reinterpret_cast<RealPair*>(workspace.outputs + output * tile_paths + p) = value;
    });
  }
}

/// Sums of one output over the tile, in fixed point.
void sum_output(TallyRecord const& tally, Pack const* values, std::uint32_t from, std::uint32_t to, std::int64_t& sum,
                std::int64_t& square) {
  FixedPointSum sums, squares;
  for (std::uint32_t p = from; p < to; ++p) {
    Pack const x = summed_value(tally, values[p]);
    sums.add(x * Pack(tally.sum_scale));
    squares.add(x * x * Pack(tally.square_scale));
  }
  sum = sums.total();
  square = squares.total();
}

void count_output(TallyRecord const& tally, Pack const* values, std::uint32_t from,
                  std::uint32_t to, std::uint32_t* counts) {
  alignas(64) std::uint32_t bin[lanes];
  for (std::uint32_t first = from / lanes * lanes; first < to; first += lanes) {
    Pack const x = values[first / lanes];
    std::uint32_t const begin = first < from ? from - first : 0;
    std::uint32_t const end = to - first < lanes ? to - first : lanes;
    // Before anything is online every path is zero: one addition, not a chain of them on one counter.
    if (!any(at_least(bits(x) & UPack(0x7fffffffu), UPack(1u)))) {
      counts[tally.zero_bin] += end - begin;
      continue;
    }
    UPack const bins = bin_of(tally, x);
    __builtin_memcpy(bin, &bins, sizeof bins);
    if (end - begin == lanes) {
      NAMEPLATE_UNROLL
      for (std::uint32_t i = 0; i < lanes; ++i) ++counts[bin[i]];
    } else {
      for (std::uint32_t i = begin; i < end; ++i) ++counts[bin[i]];
    }
  }
}

void tally_tile(std::byte const* plan_bytes, std::uint32_t from, std::uint32_t to, Workspace const& workspace) {
  PlanView const plan(plan_bytes);
  for (std::uint32_t o = 0; o < plan.header().output_count; ++o) {
    float* const values = workspace.outputs + o * tile_paths;
    TallyRecord const& tally = plan.tallies()[o];
    // Lanes of the first and last pack that are not in the range must not enter the sums.
    for (std::uint32_t i = from / lanes * lanes; i < from; ++i) values[i] = 0.0f;
    for (std::uint32_t i = to; i % lanes != 0; ++i) values[i] = 0.0f;
    Pack const* const packs = reinterpret_cast<Pack const*>(values);
    sum_output(tally, packs, from / lanes, (to + lanes - 1) / lanes, workspace.sums[o], workspace.squares[o]);
    count_output(tally, packs, from, to, workspace.counts + tally.first_bin);
  }
}

void prepare(std::byte const* plan, Workspace const& workspace) { fill_constants(PlanView(plan), slots_of(workspace)); }

}  // namespace
}  // namespace NAMEPLATE_ISA
}  // namespace nameplate
