#include "host/claims/evaluate_claims.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/catalog/keys.hpp"
#include "host/catalog/problems.hpp"
#include "host/compile/outputs.hpp"
#include "host/refuse.hpp"

namespace nameplate {
namespace {

/// Why the claim cannot be asked of the catalog as of its date; empty if it can. Its names have
/// been checked when it was read, so what is missing now is not known yet, or no longer planned.
/// \throws InputError on what is wrong at any date
std::string reason_to_skip(Catalog const& catalog, Claim const& claim) {
  auto const build_in = [](std::string const& text) {
    return text.starts_with("build:") ? text.substr(6, text.find(' ') - 6) : "";
  };
  std::vector<std::string> texts = claim.given;
  texts.push_back(claim.scope);
  for (std::string const& text : texts)
    if (std::string const id = build_in(text); !id.empty() && !catalog.builds.contains(id))
      return fmt::format("build \"{}\" was not announced by {}", id, catalog.as_of);
  try {
    read_request(catalog, request_at_claim(claim));
  } catch (InputError const& error) {
    std::string const& place = error.problems().front().place;
    if (place != "scope" && place != "given") throw;
    return error.problems().front().text;
  }
  return {};
}

/// The claims asked for, with the reason to skip those that cannot be asked.
std::vector<ClaimResult> readable_claims(Catalog const& catalog,
                                         std::vector<Claim const*> const& claims) {
  std::vector<ClaimResult> results;
  Problems problems;
  for (Claim const* const claim : claims) {
    try {
      ClaimResult& result = results.emplace_back();
      result.claim = claim;
      result.skipped = reason_to_skip(catalog, *claim);
    } catch (InputError const& error) {
      for (Problem const& problem : error.problems()) {
        std::string const key = problem.place == "metrics" ? "metric" : problem.place;
        problems.add(claim->at, fmt::format("claims.{}.{}", claim->id, key), problem.text);
      }
    }
  }
  problems.throw_if_any();
  return results;
}

std::vector<Claim const*> all_claims(Catalog const& catalog) {
  std::vector<Claim const*> claims;
  claims.reserve(catalog.claims.size());
  for (auto const& entry : catalog.claims) claims.push_back(&entry.second);
  return claims;
}

std::vector<Claim const*> claims_named(Catalog const& catalog,
                                       std::vector<std::string> const& ids) {
  if (ids.empty()) return all_claims(catalog);
  for (std::string const& id : ids)
    if (!catalog.claims.contains(id)) {
      std::string const when =
          catalog.as_of == "latest" ? "" : fmt::format(" published by {}", catalog.as_of);
      refuse("claim",
             fmt::format("no claim \"{}\"{}{}", id, when, suggestion(id, keys(catalog.claims))));
    }
  std::vector<Claim const*> claims = all_claims(catalog);
  std::erase_if(claims, [&](Claim const* claim) {
    return std::find(ids.begin(), ids.end(), claim->id) == ids.end();
  });
  return claims;
}

/// Evaluates one claim after the other.
class Evaluator {
 public:
  Evaluator(Catalog const& catalog, RunOptions const& options)
      : catalog_(catalog), paths_(options.paths), runs_(options) {}

  void evaluate(ClaimResult& result) {
    Claim const& claim = *result.claim;
    if (auto const* const quantity = std::get_if<ClaimedQuantity>(&claim.what))
      evaluate(result, *quantity);
    else
      evaluate(result, std::get<ClaimedDate>(claim.what));
  }

  ClaimRuns const& runs() const { return runs_; }

 private:
  /// Where some path has a value; else there is nothing to say.
  bool has_values(ClaimResult& result, Evaluated const& evaluated) {
    result.metric_unit = evaluated.plan.labels.front().unit;
    result.paths_with_value = paths_with_value(evaluated, 0);
    if (result.paths_with_value == 0) result.skipped = "it has no value on any path";
    return result.paths_with_value > 0;
  }

  void evaluate(ClaimResult& result, ClaimedQuantity const& claimed) {
    Claim const& claim = *result.claim;
    {
      Evaluated const evaluated = runs_.run(catalog_, request_at_claim(claim), paths_);
      if (!has_values(result, evaluated)) return;
      result.quantiles = claimed_quantiles(evaluated, claimed.scale, claim_probabilities);
      result.percentiles = {*percentile_of(evaluated, 0, claimed.low / claimed.scale)};
      if (claimed.high > claimed.low)
        result.percentiles.push_back(*percentile_of(evaluated, 0, claimed.high / claimed.scale));
    }
    double const percentile = deciding_percentile(result.percentiles);
    result.verdict = verdict_at(percentile, claimed.flatters_high);
    result.holds_median = result.percentiles.size() > 1 &&
                          result.percentiles.front().value <= 0.5 &&
                          result.percentiles.back().value >= 0.5;
    if (result.holds_median) return;
    bool const is_above = result.percentiles.front().value > 0.5;
    result.attempts =
        imply_assumption(catalog_, claim, is_above ? claimed.low : claimed.high, runs_);
  }

  void evaluate(ClaimResult& result, ClaimedDate const& claimed) {
    Claim const& claim = *result.claim;
    DateGrid const grid = date_grid(catalog_, claim);
    {
      Evaluated const evaluated = runs_.run(catalog_, request_for(claim, grid.words), paths_);
      if (!has_values(result, evaluated)) return;
      DateDistribution const reached(evaluated, grid, claimed.reaches);
      for (double const p : claim_probabilities) result.dates.push_back(reached.quantile(p));
      result.percentiles = {reached.by_claimed_date()};
    }
    result.verdict = verdict_at(deciding_percentile(result.percentiles), false);
    result.attempts = imply_assumption(catalog_, claim, claimed.reaches, runs_);
  }

  Catalog const& catalog_;
  std::uint64_t paths_;
  ClaimRuns runs_;
};

}  // namespace

void check_claims(Catalog const& catalog) { readable_claims(catalog, all_claims(catalog)); }

ClaimsReport evaluate_claims(Catalog const& catalog, std::vector<std::string> const& ids,
                             RunOptions const& options,
                             std::function<void(std::size_t, std::size_t)> const& progress) {
  ClaimsReport report{.catalog = catalog.name,
                      .as_of = catalog.as_of,
                      .seed = options.seed,
                      .paths = options.paths,
                      .epoch_month = catalog.epoch_year * 12.0 + catalog.epoch_month - 1,
                      .results = readable_claims(catalog, claims_named(catalog, ids)),
                      .facts = {}};
  Evaluator evaluator(catalog, options);
  for (std::size_t i = 0; i < report.results.size(); ++i) {
    if (progress) progress(i, report.results.size());
    if (report.results[i].skipped.empty()) evaluator.evaluate(report.results[i]);
  }
  report.facts = evaluator.runs().facts();
  return report;
}

}  // namespace nameplate
