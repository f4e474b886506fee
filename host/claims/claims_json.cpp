#include <fmt/format.h>

#include <algorithm>

#include "host/claims/claims_report.hpp"
#include "host/results/json_parts.hpp"

namespace nameplate {
namespace {

/// Null for a date later than the horizon.
Json month(ClaimsReport const& report, std::optional<double> const& month) {
  return month ? Json(month_of(report, month)) : Json();
}

Json distribution(ClaimResult const& result, ClaimsReport const& report) {
  Json quantiles = json_quantiles(result.quantiles);
  for (DateQuantile const& date : result.dates)
    quantiles.push_back({{"p", date.p},
                         {"value", month(report, date.month)},
                         {"low", month(report, date.earliest)},
                         {"high", month(report, date.latest)}});
  return quantiles;
}

Json percentiles(ClaimResult const& result) {
  Json ends = Json::array();
  for (auto const& [value, error] : result.percentiles)
    ends.push_back({{"value", value}, {"error", error}});
  return ends;
}

Json to_json(Attempt const& attempt) {
  Json solution;
  if (attempt.solution)
    solution = {{"value", attempt.solution->value},
                {"error", json_number(attempt.solution->error)},
                {"percentile_in_law", {attempt.solution->law_low, attempt.solution->law_high}},
                {"beyond_law", attempt.solution->is_beyond_law}};
  return {{"parameter", attempt.parameter},
          {"unit", attempt.unit},
          {"swing", attempt.swing},
          {"solution", std::move(solution)}};
}

Json claimed(Claim const& claim) {
  if (auto const* const quantity = std::get_if<ClaimedQuantity>(&claim.what))
    return {{"date", quantity->date},
            {"since", quantity->since.empty() ? Json() : Json(quantity->since)},
            {"scale", quantity->scale},
            {"unit", quantity->unit},
            {"low", quantity->low},
            {"high", quantity->high},
            {"flatters", quantity->flatters_high ? "high" : "low"}};
  auto const& date = std::get<ClaimedDate>(claim.what);
  return {{"reaches", date.reaches}, {"by", date.by}};
}

Json to_json(ClaimResult const& result, ClaimsReport const& report) {
  Claim const& claim = *result.claim;
  Json json = {
      {"id", claim.id},           {"name", claim.name},     {"published", claim.published},
      {"reading", claim.reading}, {"metric", claim.metric}, {"scope", claim.scope},
      {"given", claim.given},     {"gross", claim.gross},   {"source", claim.evidence.source},
      {"claimed", claimed(claim)}};
  json["skipped"] = result.skipped.empty() ? Json() : Json(result.skipped);
  if (!result.skipped.empty()) return json;
  Json attempts = Json::array();
  for (Attempt const& attempt : result.attempts) attempts.push_back(to_json(attempt));
  json["metric_unit"] = result.metric_unit;
  json["paths_with_value"] = result.paths_with_value;
  json["quantiles"] = distribution(result, report);
  json["percentiles"] = percentiles(result);
  json["verdict"] = name(result.verdict);
  json["holds_median"] = result.holds_median;
  json["attempts"] = std::move(attempts);
  return json;
}

Json results(ClaimsReport const& report) {
  Json claims = Json::array();
  for (ClaimResult const& result : report.results) claims.push_back(to_json(result, report));
  return {{"catalog", report.catalog},
          {"as_of", report.as_of},
          {"seed", report.seed},
          {"paths", report.paths},
          {"search_paths", std::min(report.paths, search_paths)},
          {"claims", std::move(claims)}};
}

}  // namespace

std::string to_json(ClaimsReport const& report) {
  return json_document("nameplate-claims", results(report), json_run_facts(report.facts));
}

}  // namespace nameplate
