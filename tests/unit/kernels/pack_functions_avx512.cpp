#define NAMEPLATE_ISA isa_avx512
#include "host/cpu/pack_avx512.hpp"
#include "tests/unit/kernels/pack_functions.inl"

namespace nameplate {

PackFunctions pack_functions_avx512() { return pack_functions(); }

}  // namespace nameplate
