#pragma once

#include <cuda_runtime_api.h>

#include <cstdint>

#include "kernels/cuda/chunk_tallies.hpp"
#include "kernels/plan.hpp"

namespace nameplate {

/// Adds samples, [output][paths] in device memory, to the tallies of a chunk; less `subtracted`,
/// element by element, unless that is null. `records` has an entry per output. Asynchronous in
/// `stream`; the status is that of the launch alone. \pre paths > 0
[[nodiscard]] cudaError_t launch_tally_samples(TallyRecord const* records, std::uint32_t outputs,
                                               float const* samples, float const* subtracted,
                                               std::uint32_t paths, ChunkTallies const& tallies,
                                               cudaStream_t stream);

}  // namespace nameplate
