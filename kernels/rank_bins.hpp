#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>

#include "kernels/portability.hpp"

/// Order statistics from a histogram, written once for the standard library and for Thrust on host
/// and device.
namespace nameplate {

/// The bin that holds an order statistic.
struct RankBin {
  std::uint32_t bin;
  std::uint64_t before;  // values in the bins below it
  std::uint64_t count;   // values in it
};

/// Finds the bin of a rank, counted from 1, in cumulative counts.
struct FindRankBin {
  std::uint64_t const* counts;
  std::uint64_t const* cumulative;  // cumulative[b] = counts[0] + .. + counts[b]
  std::uint32_t bins;

  NAMEPLATE_HD RankBin operator()(std::uint64_t rank) const {
    std::uint32_t bin = 0, left = bins;  // std::lower_bound is not device code
    while (left > 0) {
      std::uint32_t const half = left / 2;
      bool const is_below = cumulative[bin + half] < rank;
      bin = is_below ? bin + half + 1 : bin;
      left = is_below ? left - half - 1 : half;
    }
    return {bin, cumulative[bin] - counts[bin], counts[bin]};
  }
};

/// out[i] = bin of ranks[i], where `policy` (std::execution or Thrust's) says; `cumulative` is left
/// holding the cumulative counts. All arrays lie where the policy runs. \pre 1 <= rank <= sum of
/// counts
template <class Policy>
void rank_bins(Policy const& policy, std::uint64_t const* counts, std::uint32_t bins,
               std::uint64_t* cumulative, std::uint64_t const* ranks, std::uint32_t rank_count,
               RankBin* out) {
  using std::inclusive_scan, std::transform;  // Thrust's are found by the type of its policy
  inclusive_scan(policy, counts, counts + bins, cumulative);
  transform(policy, ranks, ranks + rank_count, out, FindRankBin{counts, cumulative, bins});
}

}  // namespace nameplate
