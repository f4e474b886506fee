#define NAMEPLATE_ISA parts_avx2
#include "host/cpu/pack_avx2.hpp"
// And the loops on its packs:
#include "host/bench/part_functions.inl"

namespace nameplate {

PartFunctions part_functions_avx2() { return functions(); }

}  // namespace nameplate
