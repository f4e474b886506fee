#define NAMEPLATE_ISA parts_avx512
#include "host/cpu/pack_avx512.hpp"
// And the loops on its packs:
#include "host/bench/part_functions.inl"

namespace nameplate {

PartFunctions part_functions_avx512() { return functions(); }

}  // namespace nameplate
