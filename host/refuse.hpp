#pragma once

#include <string>

#include "nameplate/error.hpp"

namespace nameplate {

/// \throws InputError with the one problem
[[noreturn]] void refuse(std::string const& place, std::string const& text,
                         Location const& at = {});

}  // namespace nameplate
