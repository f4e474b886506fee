#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "host/language/language.hpp"
#include "host/report/charts.hpp"
#include "host/results/text.hpp"

/// What the charts have in common. Colours keep a contrast of 3 : 1 on white and on the dark page.
namespace nameplate {

inline constexpr char const* blue = "#3b7fc4";
inline constexpr char const* orange = "#cf6a1b";
inline constexpr char const* grey = "#858b95";

/// The pixels of a chart on its own; the page has it fill its column.
inline constexpr int chart_width = 640;
inline constexpr int name_width = 240;  // of names on an axis; the page has less on a phone

/// A specification without marks: schema, size, the rows, and `description` for screen readers.
Json chart_frame(Json rows, std::string const& description);

/// A quantitative channel without a scale of its own: {field, type, title}.
Json quantity(std::string_view field, Json title);

/// A row of a tooltip: {field, type, title}, a number with three significant digits.
Json tooltip_number(std::string_view field, std::string_view title);
Json tooltip_text(std::string_view field, std::string_view title);

/// Names down the side, in the order of the rows.
Json name_axis(std::string_view field);

/// x / factor, null where it is no finite number.
Json scaled(double x, double factor);

/// "Facility power online [GW]".
std::string titled(OutputLabel const& label, std::string const& unit, Language const& say);

/// The unit in which the largest of all P95 reads well.
DisplayUnit chart_unit(std::vector<ReportedOutput> const& outputs, Language const& say);

}  // namespace nameplate
