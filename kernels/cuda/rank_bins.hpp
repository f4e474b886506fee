#pragma once

#include <cuda_runtime_api.h>

#include <cstdint>

#include "kernels/rank_bins.hpp"

/// kernels/rank_bins.hpp with Thrust. Preconditions as there.
namespace nameplate {

/// On the calling thread; all arrays in host memory.
void rank_bins_on_host(std::uint64_t const* counts, std::uint32_t bins, std::uint64_t* cumulative,
                       std::uint64_t const* ranks, std::uint32_t rank_count, RankBin* out);

/// In `stream`; all arrays in device memory. \throws thrust::system_error
void rank_bins_on_device(std::uint64_t const* counts, std::uint32_t bins, std::uint64_t* cumulative,
                         std::uint64_t const* ranks, std::uint32_t rank_count, RankBin* out,
                         cudaStream_t stream);

}  // namespace nameplate
