#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "host/claims/date_grid.hpp"
#include "host/claims/implied_assumption.hpp"

/// Published figures beside the model's distributions of the same quantities.
namespace nameplate {

/// A claim beside the model.
struct ClaimResult {
  Claim const* claim = nullptr;

  /// Why nothing can be said (a build that is not known yet); then the rest is empty.
  std::string skipped;

  std::string metric_unit;                  // before scaling
  std::vector<QuantileEstimate> quantiles;  // of a claimed quantity, in its unit
  std::vector<DateQuantile> dates;          // of a claimed date
  std::vector<Percentile> percentiles;      // of the claim: one, or both ends of a range
  Verdict verdict{};
  std::uint64_t paths_with_value = 0;

  /// The claim is a range that holds the median, so no assumption is needed.
  bool holds_median = false;
  /// In the order of influence; only the last may have a solution.
  std::vector<Attempt> attempts;
};

struct ClaimsReport {
  std::string catalog, as_of;
  std::uint64_t seed = 0, paths = 0;
  double epoch_month = 0;  // after the beginning of year 0
  std::vector<ClaimResult> results;
  RunFacts facts;  // of all runs together
};

/// The probabilities at which distributions are given.
inline std::vector<double> const claim_probabilities = {0.05, 0.5, 0.95};

/// Checks that each claim of the catalog can be asked of it, whatever its builds are as of its
/// date. \throws InputError with every problem, at the claim's place
void check_claims(Catalog const& catalog);

/// Evaluates the claims named in `ids`, or all if there are none, in the catalog's order. The
/// catalog outlives the report. `progress` is called with the number of claims done and of those to
/// do. \throws InputError on an unknown id or a claim that cannot be asked; what `run` throws
ClaimsReport evaluate_claims(Catalog const& catalog, std::vector<std::string> const& ids,
                             RunOptions const& options,
                             std::function<void(std::size_t, std::size_t)> const& progress = {});

}  // namespace nameplate
