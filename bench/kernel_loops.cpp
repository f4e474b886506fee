#include "bench/kernel_loops.hpp"

namespace nameplate {

KernelLoops kernel_loops(Isa isa) {
#if defined(__x86_64__)
  if (isa == Isa::avx512) return kernel_loops_avx512();
  if (isa == Isa::avx2) return kernel_loops_avx2();
#endif
  (void)isa;
  return kernel_loops_portable();
}

}  // namespace nameplate
