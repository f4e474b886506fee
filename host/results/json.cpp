#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "host/results/joint.hpp"
#include "host/results/report.hpp"
#include "kernels/plan_view.hpp"
#include "kernels/tally.hpp"
#include "nameplate/version.hpp"

namespace nameplate {
namespace {

using Json = nlohmann::ordered_json;

constexpr int schema_version = 1;

/// JSON has no infinity: "Infinity" stands for a value above the tallied range, "-Infinity" for one
/// below.
Json number(double x) {
  if (std::isinf(x)) return x > 0 ? "Infinity" : "-Infinity";
  return x;
}

/// Null where there is no estimate.
Json number(std::optional<double> const& x) { return x ? number(*x) : Json(); }

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

Json to_json(std::vector<QuantileEstimate> const& quantiles) {
  Json array = Json::array();
  for (auto const& [p, value, low, high] : quantiles)
    array.push_back(
        {{"p", p}, {"value", number(value)}, {"low", number(low)}, {"high", number(high)}});
  return array;
}

Json to_json(TailSummary const& tail) {
  Json shortfalls = Json::array();
  for (auto const& [side, share, value, standard_error] : tail.shortfalls)
    shortfalls.push_back({{"side", name(side)},
                          {"share", share},
                          {"value", number(value)},
                          {"standard_error", number(standard_error)}});
  return {{"quantiles", to_json(tail.quantiles)}, {"shortfalls", std::move(shortfalls)}};
}

Json to_json(JointExceedance const& pair) {
  Json events = Json::array();
  for (JointEvent const& event : pair.events)
    events.push_back({{"side", name(event.side)},
                      {"p", event.p},
                      {"probability", number(event.probability)},
                      {"standard_error", number(event.standard_error)},
                      {"independence_ratio", number(event.independence_ratio)}});
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
      {"mean", number(output.mean)},
      {"mean_standard_error", number(output.mean_standard_error)},
      {"standard_deviation", number(output.standard_deviation)},
      {"quantiles", to_json(output.quantiles)},
  };
  if (output.tail) json["tail"] = to_json(*output.tail);
  return json;
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
  if (report.summary.is_exact) json["joint_exceedance"] = joint_exceedance(report.summary);
  return json;
}

Json run_facts(Report const& report) {
  RunFacts const& facts = report.facts;
  BuildInfo const build = build_info();
  double const rate = static_cast<double>(report.summary.paths) / facts.seconds;
  return {
      {"backend", facts.backend},
      {"device", facts.device},
      {"seconds", facts.seconds},
      {"paths_per_second", facts.seconds > 0 ? Json(rate) : Json()},
      {"version", build.version},
      {"commit", build.commit},
      {"compiler", build.compiler},
      {"flags", build.flags},
      {"build_type", build.build_type},
      {"cuda", build.cuda},
  };
}

}  // namespace

std::string to_json(Report const& report) {
  Json const document = {{"schema", "nameplate-results"},
                         {"schema_version", schema_version},
                         {"results", results(report)},
                         {"run", run_facts(report)}};
  return document.dump(2) + "\n";
}

}  // namespace nameplate
