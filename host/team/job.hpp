#pragma once

#include <span>
#include <string>

#include "nameplate/plan.hpp"
#include "nameplate/run.hpp"

namespace nameplate {

/// What must be the same in all processes of a team, for people to read where it is not.
std::string job(std::span<Plan const* const> plans, RunOptions const& options);

}  // namespace nameplate
