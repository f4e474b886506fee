#include "host/report/study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>

#include "host/claims/claims_report.hpp"
#include "host/compile/outputs.hpp"
#include "host/results/report.hpp"
#include "host/sensitivity/sensitivity_report.hpp"
#include "nameplate/sensitivity.hpp"
#include "nameplate/summary.hpp"

namespace nameplate {
namespace {

/// By month. Convergence is that of the first; the last three are the balance of the power.
constexpr MetricId monthly_metrics[] = {
    MetricId::facility_gw, MetricId::energy_twh, MetricId::homes_energy, MetricId::effective_eflops,
    MetricId::planned_gw,  MetricId::gross_gw,   MetricId::overlap_gw};
constexpr MetricId ranked_metrics[] = {MetricId::gross_gw, MetricId::facility_gw};
constexpr MetricId explained_metric = MetricId::homes_energy;
constexpr std::uint64_t first_look = 1024, most_sensitivity_paths = 65'536, most_paths = 1'000'000;

/// "2025-01" to the month of `last` ("2030-12-31").
std::vector<std::string> months_until(Catalog const& catalog, std::string const& last) {
  std::vector<std::string> months;
  int month = catalog.epoch_month - 1;
  for (int year = catalog.epoch_year;; month = 0, ++year)
    for (; month < 12; ++month) {
      months.push_back(fmt::format("{:04}-{:02}", year, month + 1));
      if (months.back() >= last.substr(0, 7)) return months;
    }
}

std::vector<std::string> names_of(std::span<MetricId const> metrics, Catalog const& catalog) {
  std::vector<std::string> names;
  for (MetricId const id : metrics)
    if (obstacle(catalog, id).empty()) names.emplace_back(info(id).name);
  return names;
}

Json results_of(std::string const& document) { return Json::parse(document).at("results"); }

Json results_json(Catalog const& catalog, Plan const& plan, Tallies const& tallies,
                  RunOptions const& options) {
  RunFacts const facts;
  Summary const summary = summarize(plan, tallies);
  return results_of(to_json(Report{
      .catalog = catalog, .plan = plan, .options = options, .facts = facts, .summary = summary}));
}

/// The output's median after so many paths; null where there is none.
Json look(Plan const& plan, Tallies const& tallies, std::size_t output) {
  OutputSummary const summary = summarize(plan, tallies, {0.5}).outputs[output];
  if (summary.quantiles.empty()) return {};
  QuantileEstimate const& median = summary.quantiles[0];
  return {{"paths", tallies.paths},
          {"value", json_number(median.value)},
          {"low", json_number(median.low)},
          {"high", json_number(median.high)}};
}

/// The tallies of all paths, with a look at the last date's median after each doubling.
Tallies run_with_looks(Plan const& plan, RunOptions const& options, std::size_t output,
                       Json& looks) {
  Tallies tallies(plan);
  for (std::uint64_t done = 0; done < options.paths;) {
    std::uint64_t const until = std::min(std::max(first_look, 2 * done), options.paths);
    RunOptions segment = options;
    segment.first_path = options.first_path + done;
    segment.paths = until - done;
    tallies += run(plan, segment).tallies;
    done = until;
    if (Json found = look(plan, tallies, output); !found.is_null())
      looks.push_back(std::move(found));
  }
  return tallies;
}

/// Sets `months` and `convergence`.
void add_months(Json& parts, Catalog const& catalog, Request const& request,
                std::string const& scope, std::string const& last_date, RunOptions const& options) {
  Request monthly = request;
  monthly.dates = months_until(catalog, last_date);
  monthly.scopes = {scope};
  monthly.metrics = names_of(monthly_metrics, catalog);
  Plan const plan = compile(catalog, monthly);
  std::size_t const watched = monthly.dates.size() - 1;  // the first metric at the last date
  Json looks = Json::array();
  Tallies const tallies = run_with_looks(plan, options, watched, looks);
  OutputLabel const& label = plan.labels[watched];
  parts["months"] = results_json(catalog, plan, tallies, options);
  parts["convergence"] = {{"metric", label.metric}, {"title", label.title},
                          {"unit", label.unit},     {"scope", label.scope},
                          {"date", label.date},     {"steps", std::move(looks)}};
}

Json builds(Catalog const& catalog, Request const& request, std::string const& date,
            RunOptions const& options) {
  Request each = request;
  each.dates = {date};
  each.scopes = {"builds"};
  each.metrics = names_of(ranked_metrics, catalog);
  Plan const plan = compile(catalog, each);
  return results_json(catalog, plan, run(plan, options).tallies, options);
}

/// Why the request can have no indices; empty if it can.
std::string sensitivity_obstacle(Catalog const& catalog, Request const& request,
                                 RunOptions const& options) {
  if (!request.given.empty()) return "indices of conditional results are not defined";
  if (options.paths < fewest_sensitivity_paths)
    return fmt::format("indices need {} paths", fewest_sensitivity_paths);
  return obstacle(catalog, explained_metric);
}

Json sensitivity(Catalog const& catalog, Request const& request, std::string const& scope,
                 std::string const& date, RunOptions options) {
  options.paths = std::min(options.paths, most_sensitivity_paths);
  Request explained = request;
  explained.dates = {date};
  explained.scopes = {scope};
  explained.metrics = {info(explained_metric).name};
  Plan const plan = compile(catalog, explained);
  Sensitivity const found = analyze_sensitivity(plan, Grouping::parameter, options);
  return results_of(to_json(SensitivityReport{catalog, plan, options, found}));
}

}  // namespace

Json study(Catalog const& catalog, Request const& request, std::string const& first_scope,
           std::string const& last_date, RunOptions options,
           std::function<void(std::string const& part)> const& step) {
  options.paths = std::min(options.paths, most_paths);
  Json parts;
  step("by month");
  add_months(parts, catalog, request, first_scope, last_date, options);
  step("builds");
  parts["builds"] = builds(catalog, request, last_date, options);
  step("claims");
  parts["claims"] =
      catalog.claims.empty() ? Json() : results_of(to_json(evaluate_claims(catalog, {}, options)));
  step("sensitivity");
  std::string const why = sensitivity_obstacle(catalog, request, options);
  parts["sensitivity"] =
      why.empty() ? sensitivity(catalog, request, first_scope, last_date, options) : Json();
  if (!why.empty()) parts["no_sensitivity"] = why;
  return parts;
}

}  // namespace nameplate
