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

/// Adds up an output's values in fixed point.
class OutputSums {
 public:
  explicit OutputSums(TallyRecord const& tally) : tally_(tally) {}

  void add(Pack value) {
    Pack const x = summed_value(tally_, value);
    sums_.add(x * Pack(tally_.sum_scale));
    squares_.add(x * x * Pack(tally_.square_scale));
  }
  std::int64_t sum() const { return sums_.total(); }
  std::int64_t square() const { return squares_.total(); }

 private:
  TallyRecord tally_;
  FixedPointSum sums_, squares_;
};

/// Counts an output's bins one pack behind the one at hand, whose vector work then fills the time of the increments.
/// The bins come back from memory: that is cheaper than out of the lanes of a register.
class DelayedCounter {
 public:
  explicit DelayedCounter(std::uint32_t* counts) : counts_(counts) {}

  void add(UPack bins) {
    __builtin_memcpy(added_, &bins, sizeof bins);
    added_ += lanes;
    if (counted_ + lanes < added_) count_pack();
  }
  void finish() {
    if (counted_ < added_) count_pack();
  }

 private:
  void count_pack() {
    NAMEPLATE_UNROLL
    for (std::uint32_t i = 0; i < lanes; ++i) ++counts_[counted_[i]];
    counted_ += lanes;
  }

  alignas(64) std::uint32_t bins_[tile_paths];
  std::uint32_t* counts_;
  std::uint32_t *added_ = bins_, *counted_ = bins_;
};

/// Tallies whole packs of one output.
void tally_packs(TallyRecord tally, Pack const* packs, std::uint32_t count, std::uint32_t* counts,
                 std::int64_t& sum, std::int64_t& square) {
  OutputSums sums(tally);
  DelayedCounter counter(counts);
  for (std::uint32_t p = 0; p < count; ++p) {
    Pack const x = packs[p];
    // Before anything is online every path is zero: one addition, not a chain of them on one counter.
    if (any(at_least(bits(x) & UPack(0x7fffffffu), UPack(1u)))) {
      sums.add(x);
      counter.add(bin_of(tally, x));
    } else {
      counts[tally.zero_bin] += lanes;
    }
  }
  counter.finish();
  sum = sums.sum();
  square = sums.square();
}

void tally_tile(std::byte const* plan_bytes, std::uint32_t from, std::uint32_t to, Workspace const& workspace) {
  PlanView const plan(plan_bytes);
  std::uint32_t const begin = from / lanes * lanes, end = (to + lanes - 1) / lanes * lanes;
  for (std::uint32_t o = 0; o < plan.header().output_count; ++o) {
    float* const values = workspace.outputs + o * tile_paths;
    TallyRecord const& tally = plan.tallies()[o];
    std::uint32_t* const counts = workspace.counts + tally.first_bin;
    // Lanes of the first and last pack that are not in the range become zeros, which are taken off again.
    for (std::uint32_t i = begin; i < from; ++i) values[i] = 0.0f;
    for (std::uint32_t i = to; i < end; ++i) values[i] = 0.0f;
    counts[tally.zero_bin] -= (from - begin) + (end - to);
    tally_packs(tally, reinterpret_cast<Pack const*>(values + begin), (end - begin) / lanes, counts,
                workspace.sums[o], workspace.squares[o]);
  }
}

void prepare(std::byte const* plan, Workspace const& workspace) { fill_constants(PlanView(plan), slots_of(workspace)); }

}  // namespace
}  // namespace NAMEPLATE_ISA
}  // namespace nameplate
