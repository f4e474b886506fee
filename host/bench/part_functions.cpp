#include "host/bench/part_functions.hpp"

namespace nameplate {

PartFunctions part_functions(Isa isa) {
#if defined(__x86_64__)
  if (isa == Isa::avx512) return part_functions_avx512();
  if (isa == Isa::avx2) return part_functions_avx2();
#endif
  (void)isa;
  return part_functions_portable();
}

}  // namespace nameplate
