#pragma once

#include <string>
#include <vector>

#include "host/report/charts.hpp"
#include "host/report/report_data.hpp"

namespace nameplate {

/// One HTML file with charts, texts, sources and all scripts inside; it asks for nothing over a
/// network. \throws InputError if the data is not what its schema says, or this build has no
/// reports
std::string to_html(ReportData const& data, Language const& say);

/// The charts of the page, in its order.
std::vector<Chart> charts_of(ReportData const& data, Language const& say);

/// What d3 needs to know of a language's numbers and dates (d3-format, d3-time-format).
Json number_locale(Language const& say);
Json time_locale(Language const& say);

}  // namespace nameplate
