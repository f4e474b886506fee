#define NAMEPLATE_ISA isa_avx512
#include "host/cpu/pack_avx512.hpp"
#include "host/cpu/tile_functions.inl"

namespace nameplate {

TileFunctions tile_functions_avx512() { return {path_lanes, prepare, evaluate_tile, tally_tile}; }

}  // namespace nameplate
