#include "host/sensitivity/input_groups.hpp"

#include <map>
#include <optional>
#include <string_view>

namespace nameplate {
namespace {

/// "x" of "build:x", "phase:x/0", "overlap:x/y" and "financing:x"; none for a stream that builds
/// share.
std::optional<std::string> build_of(std::string_view stream) {
  for (std::string_view const kind : {"build:", "phase:", "overlap:", "financing:"}) {
    if (!stream.starts_with(kind)) continue;
    std::string_view const id = stream.substr(kind.size());
    return std::string(id.substr(0, id.find('/')));
  }
  return {};
}

/// The input that a variable belongs to; none for a factor where factors are no inputs.
std::optional<std::string> input_of(DrawnInput const& drawn, Grouping grouping) {
  if (grouping == Grouping::factor) return drawn.is_factor() ? drawn.input : own_draws;
  if (drawn.is_factor()) return {};
  if (grouping == Grouping::build)
    if (std::optional<std::string> const build = build_of(drawn.stream)) return "build:" + *build;
  return drawn.input;
}

}  // namespace

InputGroups input_groups(Plan const& plan, Grouping grouping,
                         std::vector<std::size_t> const& draws) {
  InputGroups groups;
  std::map<std::string, std::size_t> known;
  std::vector<std::optional<std::size_t>> group_of(plan.inputs.size());
  for (std::size_t v = 0; v < plan.inputs.size(); ++v) {
    std::optional<std::string> const input = input_of(plan.inputs[v], grouping);
    if (!input) continue;
    auto const [at, is_new] = known.try_emplace(*input, groups.inputs.size());
    if (is_new) {
      groups.inputs.push_back({*input, 0});
      groups.variables.emplace_back(plan.inputs.size());
      groups.draws.emplace_back();
    }
    group_of[v] = at->second;
    groups.variables[at->second][v] = true;
  }
  for (std::size_t const v : draws) {
    if (!group_of[v]) continue;
    groups.draws[*group_of[v]].push_back(v);
    ++groups.inputs[*group_of[v]].draws;
  }
  return groups;
}

}  // namespace nameplate
