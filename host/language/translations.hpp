#pragma once

#include <string_view>

namespace nameplate {

/// host/language/fr.toml.
std::string_view french_translations();

}  // namespace nameplate
