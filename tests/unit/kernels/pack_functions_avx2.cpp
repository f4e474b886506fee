#define NAMEPLATE_ISA isa_avx2
#include "host/cpu/pack_avx2.hpp"
#include "tests/unit/kernels/pack_functions.inl"

namespace nameplate {

PackFunctions pack_functions_avx2() { return pack_functions(); }

}  // namespace nameplate
