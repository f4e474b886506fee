#pragma once

#include <cub/warp/warp_reduce.cuh>

#include "kernels/cuda/chunk_tallies.hpp"
#include "kernels/cuda/path_launch.hpp"
#include "kernels/tally.hpp"

/// Tallies of the paths that one block has evaluated. Warps take the outputs in turn, lanes the
/// paths.
namespace nameplate {

inline constexpr std::uint32_t lanes_per_warp = 32;
inline constexpr std::uint32_t warps_per_tile = paths_per_tile / lanes_per_warp;
inline constexpr std::uint32_t all_lanes = 0xffffffffu;

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

/// Adds 1 to `counters[bin]` for every counting lane. Paths often agree (nothing is online yet; a
/// plan is certain) and atomics on one address run one after the other, so lanes that agree with
/// lane 0 are added at once. \pre lane 0 counts
__device__ inline void count(std::uint32_t* counters, std::uint32_t bin, bool counting) {
  bool const agrees = bin == __shfl_sync(all_lanes, bin, 0);
  std::uint32_t const agreeing = __popc(__ballot_sync(all_lanes, counting && agrees));
  bool const leads = threadIdx.x % lanes_per_warp == 0;
  if (leads || (counting && !agrees)) atomicAdd(counters + bin, leads ? agreeing : 1u);
}

/// Adds `x` to a lane's sums, with the roundings that all executors share.
__device__ inline void add_value(TallyRecord const& record, float x, LaneSums& sums) {
  float const summed = summed_value(record, x);
  sums.sum += __float2ll_rn(summed * record.sum_scale);
  sums.square += __float2ll_rn(summed * summed * record.square_scale);
}

/// Tallies `paths` paths of a tile, of which `value(output, path)` is an output.
/// \pre 0 < paths <= paths_per_tile; the whole block calls it, with the values in place
template <class Value>
__device__ void tally_tile(TallyRecord const* records, std::uint32_t outputs, std::uint32_t paths,
                           ChunkTallies const& tallies, Value&& value) {
  using Reduce = cub::WarpReduce<long long>;
  __shared__ typename Reduce::TempStorage storage[warps_per_tile];
  std::uint32_t const lane = threadIdx.x % lanes_per_warp, warp = threadIdx.x / lanes_per_warp;
  for (std::uint32_t o = warp; o < outputs; o += warps_per_tile) {
    TallyRecord const record = records[o];
    LaneSums sums;
    for (std::uint32_t first = 0; first < paths; first += lanes_per_warp) {
      bool const counting = first + lane < paths;
      float const x = value(o, counting ? first + lane : 0u);
      count(tallies.counts + record.first_bin, bin_of(record, x), counting);
      if (counting) add_value(record, x, sums);
    }
    long long const sum = Reduce(storage[warp]).Sum(sums.sum);
    long long const square = Reduce(storage[warp]).Sum(sums.square);
    if (lane == 0) {
      add(tallies.sums[o], sum);
      add(tallies.squares[o], square);
    }
  }
}

}  // namespace nameplate
