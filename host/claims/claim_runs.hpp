#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/claims/verdict.hpp"
#include "nameplate/run.hpp"
#include "nameplate/summary.hpp"

/// Runs of what a claim is about.
namespace nameplate {

/// A plan with its tallies.
struct Evaluated {
  Plan plan;
  Tallies tallies;
};

/// Runs one plan after the other with the same options and adds up paths and time.
class ClaimRuns {
 public:
  explicit ClaimRuns(RunOptions options) : options_(std::move(options)) {}

  /// Paths of `catalog`, the first of them if `most_paths` is fewer than the options have.
  Evaluated run(Catalog const& catalog, Request const& request, std::uint64_t most_paths);

  RunFacts const& facts() const { return facts_; }

 private:
  RunOptions options_;
  RunFacts facts_;
};

/// What to ask of a catalog for a claim at `dates`.
Request request_for(Claim const& claim, std::vector<std::string> const& dates);

/// The same at the date of a claimed quantity, or at a claimed date. One output.
Request request_at_claim(Claim const& claim);

/// The quantiles of the claimed quantity at `p`, in the claim's unit; none if no path has a value.
std::vector<QuantileEstimate> claimed_quantiles(Evaluated const& evaluated, double scale,
                                                std::vector<double> const& p);

/// Where `threshold` falls among the values of an output: the share of those below it. None if no
/// path has a value.
std::optional<Percentile> percentile_of(Evaluated const& evaluated, std::size_t output,
                                        double threshold);

/// Paths on which an output has a value.
std::uint64_t paths_with_value(Evaluated const& evaluated, std::size_t output);

/// Half the width of the 95 % interval of a share estimated from `paths` paths.
double share_error(double share, std::uint64_t paths);

}  // namespace nameplate
