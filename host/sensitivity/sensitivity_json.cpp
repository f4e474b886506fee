#include <fmt/format.h>

#include "host/results/json_parts.hpp"
#include "host/sensitivity/sensitivity_report.hpp"

namespace nameplate {
namespace {

Json to_json(Estimate const& estimate) {
  return {{"value", estimate.value}, {"standard_error", estimate.standard_error}};
}

Json to_json(SensitivityInput const& input, InputEffect const& effect) {
  return {{"input", input.name},
          {"draws", input.draws},
          {"shapley", to_json(effect.shapley)},
          {"first_order", to_json(effect.first_order)},
          {"total", to_json(effect.total)},
          {"median_at_p10", json_number(effect.median_at_p10)},
          {"median_at_p90", json_number(effect.median_at_p90)},
          {"pawn", effect.pawn},
          {"pawn_noise", effect.pawn_noise},
          {"pawn_stream", effect.pawn_stream}};
}

Json to_json(OutputLabel const& label, OutputSensitivity const& output, Sensitivity const& all) {
  Json inputs = Json::array();
  for (std::size_t i = 0; i < output.effects.size(); ++i)
    inputs.push_back(to_json(all.inputs[i], output.effects[i]));
  return {{"scope", label.scope},
          {"metric", label.metric},
          {"unit", label.unit},
          {"date", label.date},
          {"mean", output.mean},
          {"median", output.median},
          {"standard_deviation", output.standard_deviation},
          {"inputs", std::move(inputs)}};
}

}  // namespace

std::string to_json(SensitivityReport const& report) {
  Sensitivity const& sensitivity = report.sensitivity;
  Json outputs = Json::array();
  for (std::size_t o = 0; o < sensitivity.outputs.size(); ++o)
    outputs.push_back(to_json(report.plan.labels[o], sensitivity.outputs[o], sensitivity));
  Json results = {{"catalog", report.catalog.name},
                  {"as_of", report.catalog.as_of},
                  {"plan_fingerprint", fmt::format("{:016x}", fingerprint(report.plan))},
                  {"seed", report.options.seed},
                  {"paths", sensitivity.paths},
                  {"gross", report.plan.is_gross},
                  {"by", name(sensitivity.grouping)},
                  {"dependent_inputs", sensitivity.has_dependent_inputs},
                  {"outputs", std::move(outputs)}};
  return json_document("nameplate-sensitivity", std::move(results),
                       json_run_facts(sensitivity.facts));
}

}  // namespace nameplate
