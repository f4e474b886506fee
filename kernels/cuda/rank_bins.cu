#include <thrust/execution_policy.h>
#include <thrust/scan.h>
#include <thrust/transform.h>

#include "kernels/cuda/rank_bins.hpp"

namespace nameplate {

void rank_bins_on_host(std::uint64_t const* counts, std::uint32_t bins, std::uint64_t* cumulative,
                       std::uint64_t const* ranks, std::uint32_t rank_count, RankBin* out) {
  rank_bins(thrust::host, counts, bins, cumulative, ranks, rank_count, out);
}

void rank_bins_on_device(std::uint64_t const* counts, std::uint32_t bins, std::uint64_t* cumulative,
                         std::uint64_t const* ranks, std::uint32_t rank_count, RankBin* out,
                         cudaStream_t stream) {
  rank_bins(thrust::cuda::par.on(stream), counts, bins, cumulative, ranks, rank_count, out);
}

}  // namespace nameplate
