#pragma once

#include <optional>
#include <string_view>

namespace nameplate {

/// The end of the day, month, quarter, half or year that `text` names ("2026-12-31", "2026-12",
/// "2026-Q3", "2026-H2", "2026"), in months after the beginning of year 0 of twelve equal months;
/// none if malformed or not in 1950 .. 2150.
std::optional<double> end_of_period(std::string_view text);

/// The first day of a month ("2025-01"), in months after the beginning of year 0.
std::optional<int> beginning_of_month(std::string_view text);

/// What a date may look like, for messages.
inline constexpr char const* date_forms =
    R"("2026-12-31", "2026-12", "2026-Q3", "2026-H2" or "2026")";

}  // namespace nameplate
