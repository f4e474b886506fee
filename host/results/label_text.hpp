#pragma once

#include <string>

#include "host/language/language.hpp"
#include "nameplate/plan.hpp"

namespace nameplate {

/// The title of an output in a language, with what its quantity adds: "énergie, ajout
/// depuis la date précédente".
/// What a catalog calls its own metrics stands as it is.
std::string title_text(OutputLabel const& label, Language const& say);

/// "latest facts", or "facts as of 2025-11-21", of what a catalog is read as of.
std::string as_of_text(std::string_view as_of, Language const& say);

}  // namespace nameplate
