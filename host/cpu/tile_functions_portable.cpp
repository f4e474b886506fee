#define NAMEPLATE_ISA isa_portable
#include "host/cpu/pack_portable.hpp"
#include "host/cpu/tile_functions.inl"

namespace nameplate {

TileFunctions tile_functions_portable() { return {path_lanes, prepare, evaluate_tile, tally_tile}; }

}  // namespace nameplate
