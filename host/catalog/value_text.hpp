#pragma once

#include <string>

#include "host/catalog/document.hpp"

namespace nameplate {

/// A value on one line: text as it is, all else as in TOML, the keys of a table in order.
std::string value_text(Node const& node);

}  // namespace nameplate
