#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace nameplate {

/// A day, month, quarter, half or year, in months after the beginning of year 0 of twelve equal
/// months.
struct Period {
  double begin = 0, end = 0;
};

/// The period that `text` names; none as for end_of_period.
std::optional<Period> period_of(std::string_view text);

/// The end of the day, month, quarter, half or year that `text` names ("2026-12-31", "2026-12",
/// "2026-Q3", "2026-H2", "2026"), in months after the beginning of year 0 of twelve equal months;
/// none if malformed or not in 1950 .. 2150.
std::optional<double> end_of_period(std::string_view text);

/// The first day of a month ("2025-01"), in months after the beginning of year 0.
std::optional<int> beginning_of_month(std::string_view text);

/// "2028-12-31" for the end of that day, in months after the beginning of year 0.
std::string date_text(double months);

/// What a date may look like, for messages.
inline constexpr char const* date_forms =
    R"("2026-12-31", "2026-12", "2026-Q3", "2026-H2" or "2026")";

}  // namespace nameplate
