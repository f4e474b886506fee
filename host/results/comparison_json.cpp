#include <fmt/format.h>

#include "host/results/comparison.hpp"
#include "host/results/json_parts.hpp"

namespace nameplate {
namespace {

Json distribution(OutputSummary const& output) {
  return {{"undefined", output.undefined},
          {"mean", json_number(output.mean)},
          {"mean_standard_error", json_number(output.mean_standard_error)},
          {"standard_deviation", json_number(output.standard_deviation)},
          {"quantiles", json_quantiles(output.quantiles)}};
}

Json to_json(DifferenceSummary const& summary) {
  OutputLabel const& label = summary.base.label;
  return {{"scope", label.scope},
          {"metric", label.metric},
          {"unit", label.unit},
          {"date", label.date},
          {"base", distribution(summary.base)},
          {"alternative", distribution(summary.alternative)},
          {"difference", distribution(summary.difference)},
          {"probability_above", json_number(summary.above)},
          {"probability_above_standard_error", json_number(summary.above_standard_error)},
          {"probability_equal", json_number(summary.equal)},
          {"standard_error_ratio", json_number(summary.standard_error_ratio)}};
}

Json side(Catalog const& catalog, Plan const& plan) {
  Json json = {{"catalog", catalog.name},
               {"as_of", catalog.as_of},
               {"builds", plan.build_count},
               {"variables", plan.variable_count},
               {"plan_fingerprint", fmt::format("{:016x}", fingerprint(plan))}};
  if (catalog.factors.repair_distance)
    json["correlation_repaired"] = *catalog.factors.repair_distance;
  return json;
}

}  // namespace

std::string to_json(ComparisonReport const& report) {
  Json outputs = Json::array();
  for (DifferenceSummary const& summary : report.differences) outputs.push_back(to_json(summary));
  Json results = {{"base", side(report.base, report.base_plan)},
                  {"alternative", side(report.alternative, report.alternative_plan)},
                  {"seed", report.options.seed},
                  {"first_path", report.options.first_path},
                  {"paths", report.paths()},
                  {"gross", report.base_plan.is_gross},
                  {"given", report.base_plan.given},
                  {"outputs", std::move(outputs)}};
  if (!report.missing.empty()) results["partial"] = json_partial(report.options, report.missing);
  return json_document("nameplate-comparison", std::move(results), json_run_facts(report.facts));
}

}  // namespace nameplate
