#include <fmt/format.h>

#include <cmath>

#include "host/results/assumptions.hpp"
#include "host/results/joint.hpp"
#include "host/results/json_parts.hpp"
#include "host/results/report.hpp"
#include "kernels/plan_view.hpp"
#include "kernels/tally.hpp"

namespace nameplate {
namespace {

std::string_view name(Quantity quantity) {
  switch (quantity) {
    case Quantity::ratio:
      return "ratio";
    case Quantity::added:
      return "added";
    case Quantity::growth:
      return "growth";
    default:
      return "value";
  }
}

Json to_json(TailSummary const& tail) {
  Json shortfalls = Json::array();
  for (auto const& [side, share, value, standard_error] : tail.shortfalls)
    shortfalls.push_back({{"side", name(side)},
                          {"share", share},
                          {"value", json_number(value)},
                          {"standard_error", json_number(standard_error)}});
  return {{"quantiles", json_quantiles(tail.quantiles)}, {"shortfalls", std::move(shortfalls)}};
}

Json to_json(JointExceedance const& pair) {
  Json events = Json::array();
  for (JointEvent const& event : pair.events)
    events.push_back({{"side", name(event.side)},
                      {"p", event.p},
                      {"probability", json_number(event.probability)},
                      {"standard_error", json_number(event.standard_error)},
                      {"independence_ratio", json_number(event.independence_ratio)}});
  return {{"outputs", {pair.first, pair.second}}, {"events", std::move(events)}};
}

Json joint_exceedance(Summary const& summary) {
  Json pairs = Json::array();
  for (JointExceedance const& pair : summary.joint) pairs.push_back(to_json(pair));
  Json joint = {{"pairs", std::move(pairs)}};
  if (std::string obstacle = joint_obstacle(summary); !obstacle.empty())
    joint["message"] = std::move(obstacle);
  return joint;
}

Json to_json(OutputSummary const& output, TallyRecord const& tally) {
  Json json = {
      {"scope", output.label.scope},
      {"metric", output.label.metric},
      {"quantity", name(output.label.quantity)},
      {"title", output.label.title},
      {"unit", output.label.unit},
      {"date", output.label.date},
      {"tallied_range", {std::ldexp(1.0, tally.min_exponent), tally.limit}},
      {"undefined", output.undefined},
      {"zero", output.zero},
      {"underflow", output.underflow},
      {"overflow", output.overflow},
      {"mean", json_number(output.mean)},
      {"mean_standard_error", json_number(output.mean_standard_error)},
      {"standard_deviation", json_number(output.standard_deviation)},
      {"quantiles", json_quantiles(output.quantiles)},
  };
  if (output.tail) json["tail"] = to_json(*output.tail);
  return json;
}

Json targets(std::vector<PrecisionState> const& precision) {
  Json targets = Json::array();
  for (PrecisionState const& state : precision)
    targets.push_back({{"target", state.target.text},
                       {"output", state.target.output},
                       {"bound", state.target.half_width},
                       {"relative", state.target.is_relative},
                       {"half_width", json_number(state.half_width)},
                       {"reached", state.is_reached}});
  return targets;
}

Json results(Report const& report) {
  PlanView const plan(report.plan.bytes.data());
  Json outputs = Json::array();
  for (std::size_t i = 0; i < report.summary.outputs.size(); ++i)
    outputs.push_back(to_json(report.summary.outputs[i], plan.tallies()[i]));
  Json json = {
      {"catalog", report.catalog.name},
      {"as_of", report.catalog.as_of},
      {"builds", report.plan.build_count},
      {"variables", report.plan.variable_count},
      {"plan_fingerprint", fmt::format("{:016x}", fingerprint(report.plan))},
      {"seed", report.options.seed},
      {"first_path", report.options.first_path},
      {"paths", report.summary.paths},
      {"gross", report.plan.is_gross},
      {"given", report.plan.given},
      {"given_paths", report.summary.given_paths ? Json(*report.summary.given_paths) : Json()},
      {"quantile_interval", 0.95},
      {"quantization_bound", report.summary.is_exact ? 0 : bin_relative_width},
      {"outputs", std::move(outputs)},
  };
  if (report.catalog.factors.repair_distance)
    json["correlation_repaired"] = *report.catalog.factors.repair_distance;
  if (report.summary.randomizations > 0) json["randomizations"] = report.summary.randomizations;
  if (!report.precision.empty()) json["until"] = targets(report.precision);
  if (!report.missing.empty()) json["partial"] = json_partial(report.options, report.missing);
  if (report.summary.is_exact) json["joint_exceedance"] = joint_exceedance(report.summary);
  return json;
}

}  // namespace

std::string to_json(Report const& report) {
  Json run = json_run_facts(report.facts);
  if (!report.command.empty()) run["command"] = report.command;
  Json parts = {{"assumptions", assumptions(report.catalog)}};
  if (!report.catalog.translations.empty()) parts["translations"] = report.catalog.translations;
  if (report.study != nullptr) parts["report"] = *report.study;
  return json_document("nameplate-results", results(report), std::move(run), std::move(parts));
}

}  // namespace nameplate
