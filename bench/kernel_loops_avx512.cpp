#define NAMEPLATE_ISA bench_avx512
#include "host/cpu/pack_avx512.hpp"
// And the loops on its packs:
#include "bench/kernel_loops.inl"

namespace nameplate {

KernelLoops kernel_loops_avx512() { return {philox, values, prepare, evaluate, tally}; }

}  // namespace nameplate
