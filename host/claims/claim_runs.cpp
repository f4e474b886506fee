#include "host/claims/claim_runs.hpp"

#include <algorithm>
#include <cmath>

#include "host/results/output_bins.hpp"
#include "host/results/probability.hpp"

namespace nameplate {

Evaluated ClaimRuns::run(Catalog const& catalog, Request const& request, std::uint64_t most_paths) {
  RunOptions options = options_;
  options.paths = std::min(options.paths, most_paths);
  Plan plan = compile(catalog, request);
  RunResult result = nameplate::run(plan, options);
  result.facts.seconds += facts_.seconds;
  result.facts.paths += facts_.paths;
  facts_ = result.facts;
  return {std::move(plan), std::move(result.tallies)};
}

Request request_for(Claim const& claim, std::vector<std::string> const& dates) {
  return {.dates = dates,
          .scopes = {claim.scope},
          .metrics = {claim.metric},
          .given = claim.given,
          .gross = claim.gross};
}

Request request_at_claim(Claim const& claim) {
  auto const* const quantity = std::get_if<ClaimedQuantity>(&claim.what);
  if (quantity == nullptr) return request_for(claim, {std::get<ClaimedDate>(claim.what).by});
  if (quantity->since.empty()) return request_for(claim, {quantity->date});
  return request_for(claim, {quantity->since, quantity->date});
}

std::vector<QuantileEstimate> claimed_quantiles(Evaluated const& evaluated, double scale,
                                                std::vector<double> const& p) {
  std::vector<QuantileEstimate> quantiles =
      summarize(evaluated.plan, evaluated.tallies, p).outputs.front().quantiles;
  for (QuantileEstimate& quantile : quantiles) {
    quantile.value *= scale;
    quantile.low *= scale;
    quantile.high *= scale;
  }
  return quantiles;
}

std::uint64_t paths_with_value(Evaluated const& evaluated, std::size_t output) {
  return OutputBins(evaluated.plan, evaluated.tallies, output).defined();
}

double share_error(double share, std::uint64_t paths) {
  constexpr double half_width_95 = 1.959964;  // standard deviations
  return half_width_95 * std::sqrt(share * (1 - share) / static_cast<double>(paths));
}

std::optional<Percentile> percentile_of(Evaluated const& evaluated, std::size_t output,
                                        double threshold) {
  std::uint64_t const paths = paths_with_value(evaluated, output);
  if (paths == 0) return std::nullopt;
  auto const [low, high] =
      probability_at_least(evaluated.plan, evaluated.tallies, output, threshold);
  double const below = 1 - (low + high) / 2;
  return Percentile{below, share_error(below, paths) + (high - low) / 2};
}

}  // namespace nameplate
