#pragma once

#include "host/sweep/sweep.hpp"
#include "nameplate/plan.hpp"

namespace nameplate {

/// Paths of each scenario, unless something says otherwise.
inline constexpr char const* default_sweep_paths = "1e5";

/// What is asked of a sweep's scenarios: the file's request, each part of it replaced by what
/// `asked` says of it; metrics spelled out, headline ones unless there are any. \param asked with
/// no scopes if the user named none \throws InputError naming the file's dates that are wrong
Request sweep_request(Request asked, Sweep const& sweep, Catalog const& catalog);

}  // namespace nameplate
