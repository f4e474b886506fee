#pragma once

#include <optional>
#include <string>

#include "host/claims/evaluate_claims.hpp"
#include "host/language/language.hpp"

/// The forms in which claims are written.
namespace nameplate {

/// Text for people, at most 100 columns wide.
std::string to_table(ClaimsReport const& report, Language const& say = Language::english());

/// docs/results.md, "Claims". `results` is the same text for every backend, number of threads and
/// machine.
std::string to_json(ClaimsReport const& report);

/// "2027-04" for a date in months after the epoch, the month that holds it; empty for none.
std::string month_of(ClaimsReport const& report, std::optional<double> month);

}  // namespace nameplate
