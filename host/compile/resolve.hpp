#pragma once

#include <optional>
#include <string>

#include "kernels/parameters.hpp"
#include "nameplate/catalog.hpp"

/// Which law holds for a parameter of one build, and whose draw it is.
namespace nameplate {

/// A law found, and the name of the stream that it is drawn from: instances that share both are one
/// variable.
struct ResolvedLaw {
  Distribution const* law = nullptr;
  std::string stream;  // "global", "status:announced", "region:us", "platform:h100-sxm", "build:x",
                       // "phase:x/0"
};

/// The most specific law of `id` for phase `phase` (by index) of `build`: the phase's, the build's,
/// that of `platform` (a platform-scoped parameter) or of the build's region and its parents, that
/// of the phase's status, the parameter's own. Empty if there is none.
std::optional<ResolvedLaw> resolve(Catalog const& catalog, ParameterId id, Build const& build,
                                   std::size_t phase, Platform const* platform = nullptr);

/// The law of `id` in `region` or its parents, or the parameter's own. \pre region scope
std::optional<ResolvedLaw> resolve_in_region(Catalog const& catalog, ParameterId id,
                                             std::string const& region);

/// The catalog's entry for `id`; null if it has none.
Parameter const* find_parameter(Catalog const& catalog, ParameterId id);

}  // namespace nameplate
