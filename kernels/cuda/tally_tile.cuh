#pragma once

#include "kernels/cuda/chunk_tallies.hpp"
#include "kernels/cuda/thread_pack.cuh"
#include "kernels/tally.hpp"

/// Tallies of the paths that one block has evaluated. Warps take the outputs in turn, lanes some
/// neighbouring paths each.
namespace nameplate {

inline constexpr std::uint32_t lanes_per_warp = 32;
inline constexpr std::uint32_t all_lanes = 0xffffffffu;
inline constexpr int paths_per_lane = paths_per_tile / lanes_per_warp;

using LaneReal = ThreadReal<paths_per_lane>;
using LaneWord = ThreadWord<paths_per_lane>;
using LaneMask = ThreadMask<paths_per_lane>;

/// What a lane has added up for an output, in fixed point. Magnitudes of values are below 2^51
/// (tally.hpp).
struct LaneSums {
  long long sum = 0, square = 0;
};
static_assert(paths_per_tile < 4096, "sums of a tile must fit 64 bits");

__device__ inline void add(SplitSum& total, long long x) {
  atomicAdd(&total.low, static_cast<unsigned long long>(static_cast<std::uint32_t>(x)));
  atomicAdd(&total.high, static_cast<unsigned long long>(x >> 32));
}

/// Adds 1 to `counters[bin]` for every counting path of the warp. Paths often agree (nothing is
/// online yet; a plan is certain) and atomics on one address run one after the other, so paths that
/// agree with the first one are added at once.
__device__ inline void count(std::uint32_t* counters, LaneWord bin, LaneMask counting) {
  std::uint32_t const first = __shfl_sync(all_lanes, bin.path[0], 0);
  std::uint32_t agreeing = 0;
  NAMEPLATE_UNROLL
  for (int i = 0; i < paths_per_lane; ++i) {
    bool const agrees = bin.path[i] == first;
    agreeing += __popc(__ballot_sync(all_lanes, counting.path[i] && agrees));
    if (counting.path[i] && !agrees) atomicAdd(counters + bin.path[i], 1u);
  }
  if (threadIdx.x % lanes_per_warp == 0 && agreeing != 0) atomicAdd(counters + first, agreeing);
}

/// The sums of the lane's counting paths, with the roundings that all executors share.
__device__ inline LaneSums sums_of(TallyRecord const& record, LaneReal x, LaneMask counting) {
  LaneReal const summed = select(counting, summed_value(record, x), LaneReal(0.0f));
  LaneReal const terms = summed * LaneReal(record.sum_scale);
  LaneReal const squares = summed * summed * LaneReal(record.square_scale);
  LaneSums sums;
  NAMEPLATE_UNROLL
  for (int i = 0; i < paths_per_lane; ++i) {
    sums.sum += __float2ll_rn(terms.path[i]);
    sums.square += __float2ll_rn(squares.path[i]);
  }
  return sums;
}

/// Adds the sums of the warp's lanes to the totals. The lower half of the warp gathers the sums and
/// the upper half the squares, which takes half the exchanges of one after the other.
__device__ inline void add_sums(LaneSums const& sums, SplitSum& sum, SplitSum& square) {
  constexpr std::uint32_t half = lanes_per_warp / 2;
  std::uint32_t const lane = threadIdx.x % lanes_per_warp;
  bool const is_upper = lane >= half;
  long long gathered = is_upper ? sums.square : sums.sum;
  gathered += __shfl_xor_sync(all_lanes, is_upper ? sums.sum : sums.square, half);
  NAMEPLATE_UNROLL
  for (std::uint32_t distance = half / 2; distance > 0; distance /= 2)
    gathered += __shfl_xor_sync(all_lanes, gathered, distance);
  if (lane % half == 0) add(is_upper ? square : sum, gathered);
}

/// Tallies the paths [from, to) of a tile; `value(output, lane)` is an output of the lane's paths,
/// of which the first is paths_per_lane x lane.
/// \pre from < to <= paths_per_tile; the whole block of `warps` calls it, with the values in place
template <std::uint32_t warps, class Value>
__device__ void tally_tile(TallyRecord const* records, std::uint32_t outputs, std::uint32_t from,
                           std::uint32_t to, ChunkTallies const& tallies, Value&& value) {
  std::uint32_t const lane = threadIdx.x % lanes_per_warp, warp = threadIdx.x / lanes_per_warp;
  LaneMask counting;
  NAMEPLATE_UNROLL
  for (std::uint32_t i = 0; i < paths_per_lane; ++i) {
    std::uint32_t const path = paths_per_lane * lane + i;
    counting.path[i] = path >= from && path < to;
  }
  for (std::uint32_t o = warp; o < outputs; o += warps) {
    TallyRecord const record = records[o];
    LaneReal const x = value(o, lane);
    count(tallies.counts, LaneWord(record.first_bin) + bin_of(record, x), counting);
    add_sums(sums_of(record, x, counting), tallies.sums[o], tallies.squares[o]);
  }
}

}  // namespace nameplate
