#pragma once

#include <cstdint>
#include <span>

#include "kernels/rank_bins.hpp"

namespace nameplate {

/// For each rank r of `ranks` the bin of the r-th smallest of the values tallied in `counts`,
/// counted from 1: out[i] is for ranks[i]. With CUDA built in this is Thrust's code, as on the
/// device; else the standard library's. \pre out.size() == ranks.size(); 1 <= rank <= sum of counts
void rank_bins(std::span<std::uint64_t const> counts, std::span<std::uint64_t const> ranks,
               std::span<RankBin> out);

}  // namespace nameplate
