#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/claims/claim_runs.hpp"

namespace nameplate {

/// The value of a parameter that makes a claim the median.
struct Solution {
  double value = 0;
  std::optional<double> error;       // half its 95 % Monte Carlo interval; none where nothing moves
  double law_low = 0, law_high = 0;  // where it lies in the parameter's laws: least, most P(X <= x)
  bool is_beyond_law = false;        // outside the 0.01 % to 99.99 % of every law
};

/// A parameter that was tried as the assumption behind a claim.
struct Attempt {
  std::string parameter, unit;
  /// What moves when the parameter goes from the P10 to the P90 of its laws: of a quantity the
  /// median, as a share of the claim; of a date its mean in months, where one beyond the horizon
  /// counts as its end.
  double swing = 0;
  std::optional<Solution> solution;  // none: no value that the parameter may have does it
};

/// Paths of each run of the search, where there are as many; parameters that are tried at most.
inline constexpr std::uint64_t search_paths = 100'000;
inline constexpr std::size_t most_attempts = 3;

/// Which single parameter, known to be what, would make the claim the median? Tries those that
/// matter, the most influential first, until one can; common random numbers throughout. `target`:
/// the claimed figure in the claim's unit (the end of a range nearer to the median), or the
/// threshold of a claimed date. Empty if none of the parameters matters.
std::vector<Attempt> imply_assumption(Catalog const& catalog, Claim const& claim, double target,
                                      ClaimRuns& runs);

}  // namespace nameplate
