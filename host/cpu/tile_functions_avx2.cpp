#define NAMEPLATE_ISA isa_avx2
#include "host/cpu/pack_avx2.hpp"
#include "host/cpu/tile_functions.inl"

namespace nameplate {

TileFunctions tile_functions_avx2() { return {path_lanes, prepare, evaluate_tile, tally_tile}; }

}  // namespace nameplate
