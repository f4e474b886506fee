#define NAMEPLATE_ISA bench_avx2
#include "host/cpu/pack_avx2.hpp"
// And the loops on its packs:
#include "bench/kernel_loops.inl"

namespace nameplate {

KernelLoops kernel_loops_avx2() { return {philox, values, prepare, evaluate, tally}; }

}  // namespace nameplate
