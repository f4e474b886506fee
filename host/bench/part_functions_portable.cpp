#define NAMEPLATE_ISA parts_portable
#include "host/cpu/pack_portable.hpp"
// And the loops on its packs:
#include "host/bench/part_functions.inl"

namespace nameplate {

PartFunctions part_functions_portable() { return functions(); }

}  // namespace nameplate
