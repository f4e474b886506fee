#include "host/catalog/value_text.hpp"
#include "host/change/explain_change.hpp"
#include "host/results/json_parts.hpp"

namespace nameplate {
namespace {

Json to_json(Edit const& edit) {
  auto const value = [](std::optional<Node> const& node) {
    return node ? Json(value_text(*node)) : Json();
  };
  return {{"key", edit.key()}, {"old", value(edit.old_value)}, {"new", value(edit.new_value)}};
}

Json to_json(std::vector<Edit> const& edits) {
  Json json = Json::array();
  for (Edit const& edit : edits) json.push_back(to_json(edit));
  return json;
}

Json to_json(Estimate const& estimate) {
  return {{"value", estimate.value}, {"standard_error", estimate.standard_error}};
}

Json to_json(ChangedOutput const& output, std::vector<ChangePart> const& parts) {
  Json moves = Json::array();
  for (std::size_t part = 0; part < parts.size(); ++part)
    moves.push_back({{"edits", to_json(parts[part].edits)}, {"move", to_json(output.moves[part])}});
  return {{"scope", output.label.scope},
          {"metric", output.label.metric},
          {"unit", output.label.unit},
          {"date", output.label.date},
          {"median_before", to_json(output.before)},
          {"median_after", to_json(output.after)},
          {"moves", std::move(moves)}};
}

}  // namespace

std::string to_json(ChangeExplanation const& explanation, RunOptions const& options) {
  Json outputs = Json::array();
  for (ChangedOutput const& output : explanation.outputs)
    outputs.push_back(to_json(output, explanation.parts));
  Json results = {{"before", explanation.before},
                  {"after", explanation.after},
                  {"seed", options.seed},
                  {"paths", options.paths},
                  {"all_orders", explanation.has_all_orders},
                  {"without_effect", to_json(explanation.without_effect)},
                  {"outputs", std::move(outputs)}};
  return json_document("nameplate-change", std::move(results), json_run_facts(explanation.facts));
}

}  // namespace nameplate
