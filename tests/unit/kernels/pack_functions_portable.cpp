#define NAMEPLATE_ISA isa_portable
#include "host/cpu/pack_portable.hpp"
#include "tests/unit/kernels/pack_functions.inl"

namespace nameplate {

PackFunctions pack_functions_portable() { return pack_functions(); }

}  // namespace nameplate
