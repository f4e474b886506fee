#define NAMEPLATE_ISA bench_portable
#include "host/cpu/pack_portable.hpp"
// And the loops on its packs:
#include "bench/kernel_loops.inl"

namespace nameplate {

KernelLoops kernel_loops_portable() { return {philox, values, prepare, evaluate, tally}; }

}  // namespace nameplate
