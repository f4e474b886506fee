#pragma once

#include <string>

#include "host/language/language.hpp"
#include "nameplate/plan.hpp"

namespace nameplate {

/// The title of an output in a language, with what its quantity adds: "énergie, ajout
/// depuis la date précédente".
/// What a catalog calls its own metrics stands as it is.
std::string title_text(OutputLabel const& label, Language const& say);

}  // namespace nameplate
