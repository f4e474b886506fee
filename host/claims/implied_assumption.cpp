#include "host/claims/implied_assumption.hpp"

#include <algorithm>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>

#include "host/catalog/fixed_parameter.hpp"
#include "host/claims/date_grid.hpp"
#include "host/compile/uncertain_parameters.hpp"

namespace nameplate {
namespace {

/// How far a catalog is from making the claim the median: 0 where it does.
struct Gap {
  double value = 0, error = 0;
};

struct Bracket {
  double low = 0, high = 0;
};

/// The least 0.01 % to the greatest 99.99 % of the laws.
Bracket range_of_laws(UncertainParameter const& parameter) {
  constexpr double tail = 1e-4;
  Bracket range{no_limit, -no_limit};
  for (Distribution const* const law : parameter.laws) {
    range.low = std::min(range.low, quantile(*law, tail));
    range.high = std::max(range.high, quantile(*law, 1 - tail));
  }
  return range;
}

/// What the parameter may be; where nothing ends it, a factor beyond its laws.
Bracket allowed_range(UncertainParameter const& parameter, Bracket const& laws) {
  constexpr double factor = 20;
  double const least = parameter.min_exclusive ? laws.low / factor : parameter.min;
  double const most = parameter.max < no_limit ? parameter.max : laws.high * factor;
  return {std::min(least, laws.low), std::max(most, laws.high)};
}

bool has_root(Gap const& a, Gap const& b) { return a.value * b.value <= 0; }

class Search {
 public:
  Search(Catalog const& catalog, Claim const& claim, double target, ClaimRuns& runs)
      : catalog_(catalog),
        claim_(claim),
        target_(target),
        runs_(runs),
        request_(request_at_claim(claim)) {}

  std::vector<Attempt> run() {
    std::vector<Attempt> attempts;
    for (Candidate const& candidate : candidates()) {
      if (attempts.size() == most_attempts) break;
      attempts.push_back({candidate.parameter.name, candidate.parameter.unit, candidate.swing,
                          solve(candidate.parameter)});
      if (attempts.back().solution) break;
    }
    return attempts;
  }

 private:
  struct Candidate {
    UncertainParameter parameter;
    double swing;
  };

  std::vector<Candidate> candidates() {
    // Less than the tally resolves, or than anybody would say of a date: no influence.
    bool const is_date = std::holds_alternative<ClaimedDate>(claim_.what);
    double const least_swing = is_date ? 0.1 : 0.001;
    std::vector<Candidate> candidates;
    for (UncertainParameter const& parameter : uncertain_parameters(catalog_, request_)) {
      double const swing = location(at_quantile(catalog_, parameter.name, 0.9)) -
                           location(at_quantile(catalog_, parameter.name, 0.1));
      if (std::abs(swing) >= least_swing) candidates.push_back({parameter, swing});
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](Candidate const& a, Candidate const& b) {
                       return std::abs(a.swing) > std::abs(b.swing);
                     });
    return candidates;
  }

  /// The median of a quantity, as a share of the claim; or the mean of a date, in months.
  double location(Catalog const& catalog) {
    if (std::holds_alternative<ClaimedQuantity>(claim_.what)) return gap(catalog).value;
    DateGrid const grid = date_grid(catalog, claim_);
    Evaluated const evaluated = runs_.run(catalog, request_for(claim_, grid.words), search_paths);
    return DateDistribution(evaluated, grid, target_).restricted_mean();
  }

  /// Of a quantity: median / target - 1. Of a date: the probability that the threshold is reached
  /// by then, less one half, which is 0 where that date is the median. Without any value it is as
  /// if nothing were there.
  Gap gap(Catalog const& catalog) {
    Evaluated const evaluated = runs_.run(catalog, request_, search_paths);
    constexpr Gap nothing_there{-1, 0};
    auto const* const quantity = std::get_if<ClaimedQuantity>(&claim_.what);
    if (quantity == nullptr) {
      std::optional<Percentile> const below = percentile_of(evaluated, 0, target_);
      return below ? Gap{0.5 - below->value, below->error} : nothing_there;
    }
    auto const median = claimed_quantiles(evaluated, quantity->scale, {0.5});
    if (median.empty()) return nothing_there;
    constexpr double beyond_the_tally = 1e6;
    return {std::min(median[0].value / target_ - 1, beyond_the_tally),
            (median[0].high - median[0].low) / 2 / target_};
  }

  Gap gap_at(UncertainParameter const& parameter, double x) {
    return gap(with_parameter(catalog_, parameter.name, x));
  }

  std::optional<Solution> solve(UncertainParameter const& parameter) {
    Bracket const laws = range_of_laws(parameter);
    Gap const at_low = gap_at(parameter, laws.low), at_high = gap_at(parameter, laws.high);
    if (has_root(at_low, at_high))
      return solution(parameter, laws, root(parameter, laws, at_low, at_high), false);
    Bracket const allowed = allowed_range(parameter, laws);
    Gap const at_least = gap_at(parameter, allowed.low);
    if (Bracket const below{allowed.low, laws.low}; has_root(at_least, at_low))
      return solution(parameter, allowed, root(parameter, below, at_least, at_low), true);
    Gap const at_most = gap_at(parameter, allowed.high);
    if (Bracket const above{laws.high, allowed.high}; has_root(at_high, at_most))
      return solution(parameter, allowed, root(parameter, above, at_high, at_most), true);
    return std::nullopt;
  }

  double root(UncertainParameter const& parameter, Bracket const& bracket, Gap const& at_low,
              Gap const& at_high) {
    if (at_low.value == 0) return bracket.low;
    if (at_high.value == 0) return bracket.high;
    double const width = bracket.high - bracket.low;
    auto const is_close = [&](double a, double b) {
      constexpr double relative = 1e-5;
      return std::abs(b - a) <= relative * std::max(std::abs(a), relative * width);
    };
    std::uintmax_t steps = 60;
    auto const [a, b] = boost::math::tools::toms748_solve(
        [&](double x) { return gap_at(parameter, x).value; }, bracket.low, bracket.high,
        at_low.value, at_high.value, is_close, steps);
    return (a + b) / 2;
  }

  Solution solution(UncertainParameter const& parameter, Bracket const& bracket, double x,
                    bool is_beyond_law) {
    Solution found;
    found.value = x;
    found.is_beyond_law = is_beyond_law;
    found.law_low = 1;
    for (Distribution const* const law : parameter.laws) {
      found.law_low = std::min(found.law_low, cumulative(*law, x));
      found.law_high = std::max(found.law_high, cumulative(*law, x));
    }
    double const step = 0.01 * std::max(std::abs(x), 0.01 * (bracket.high - bracket.low));
    double const left = std::max(x - step, bracket.low), right = std::min(x + step, bracket.high);
    double const slope =
        (gap_at(parameter, right).value - gap_at(parameter, left).value) / (right - left);
    if (slope != 0) found.error = gap_at(parameter, x).error / std::abs(slope);
    return found;
  }

  Catalog const& catalog_;
  Claim const& claim_;
  double target_;
  ClaimRuns& runs_;
  Request request_;
};

}  // namespace

std::vector<Attempt> imply_assumption(Catalog const& catalog, Claim const& claim, double target,
                                      ClaimRuns& runs) {
  return Search(catalog, claim, target, runs).run();
}

}  // namespace nameplate
