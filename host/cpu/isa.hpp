#pragma once

#include "host/cpu/tile.hpp"
#include "nameplate/run.hpp"

namespace nameplate {

/// The instruction set to use for `asked`. \throws InputError if this machine lacks it
Isa chosen_isa(Isa asked);

/// \pre available(isa) and isa is not automatic
TileFunctions tile_functions(Isa isa);

}  // namespace nameplate
