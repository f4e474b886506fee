#pragma once

#include "host/results/json_parts.hpp"
#include "nameplate/catalog.hpp"

namespace nameplate {

/// What a catalog assumes, and on which evidence: an array of entries, each with `kind`
/// ("parameter", "build", "platform", "region", "use", "input"), `id`, `title`, `unit`, `facts` (of
/// key and value), `laws` (each of what, as written, with P5, P50 and P95), `confidence`, `note`
/// and `sources`, spelled out. docs/results.md, "Reports".
Json assumptions(Catalog const& catalog);

}  // namespace nameplate
