#pragma once

#include "host/checkpoint/bytes.hpp"
#include "nameplate/plan.hpp"

namespace nameplate {

/// Checks the header of a plan from a file and how its outputs are tallied, which is what reports
/// read of it; such a plan is never evaluated. \throws InputError
void check_plan_bytes(Plan const& plan, ByteReader const& reader);

}  // namespace nameplate
