#pragma once

#include <string>

#include "nameplate/report.hpp"

namespace nameplate {

/// Text for people, at most 100 columns wide. `is_headline`: the metrics are the default selection,
/// so the parts of the balance of power get no blocks of their own.
std::string to_table(Report const& report, bool is_headline);

}  // namespace nameplate
