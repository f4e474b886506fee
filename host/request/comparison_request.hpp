#pragma once

#include "nameplate/plan.hpp"

namespace nameplate {

/// What is asked of both catalogs of a comparison: `asked` with the metrics spelled out (unless
/// there are any, those of a short list that both can answer) and the scopes that both have,
/// because "builds", "groups" and "all" may stand for different ones. \throws InputError if they
/// have none in common; as `compile`
Request comparison_request(Request asked, Catalog const& base, Catalog const& alternative);

}  // namespace nameplate
