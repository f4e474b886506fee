#include "host/results/rank_bins.hpp"

#include <vector>

#include "kernels/cuda/rank_bins.hpp"

namespace nameplate {

void rank_bins(std::span<std::uint64_t const> counts, std::span<std::uint64_t const> ranks,
               std::span<RankBin> out) {
  std::vector<std::uint64_t> cumulative(counts.size());
  rank_bins_on_host(counts.data(), static_cast<std::uint32_t>(counts.size()), cumulative.data(),
                    ranks.data(), static_cast<std::uint32_t>(ranks.size()), out.data());
}

}  // namespace nameplate
