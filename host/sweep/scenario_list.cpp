#include "host/sweep/scenario_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "host/catalog/value_text.hpp"
#include "host/results/text.hpp"

namespace nameplate {
namespace {

constexpr std::size_t longest_label = 40;  // of a value; beyond it its number tells it apart

/// What tells a key from others at a glance: without its section, and without the words that all
/// laws of parameters have.
std::string label_of(std::string_view key) {
  std::string label(key);
  for (std::string_view const word : {".distribution", ".by_status", ".parameters"})
    if (auto const at = label.find(word); at != std::string::npos) label.erase(at, word.size());
  auto const dot = label.find('.');
  return dot == std::string::npos ? label : label.substr(dot + 1);
}

}  // namespace

ScenarioList::ScenarioList(Sweep& sweep, Problems& problems) : sweep_(sweep), problems_(problems) {
  sweep_.scenarios.push_back({"base", {}, {.file = sweep.path}});
  ids_["base"] = {{.file = sweep.path}, ""};
}

std::uint32_t ScenarioList::key(std::string const& key) {
  auto const [at, is_new] =
      key_positions_.try_emplace(key, static_cast<std::uint32_t>(sweep_.keys.size()));
  if (!is_new) return at->second;
  std::string label = label_of(key);
  bool const is_taken = std::any_of(sweep_.keys.begin(), sweep_.keys.end(),
                                    [&](SweptKey const& other) { return other.label == label; });
  if (is_taken) label = key;
  sweep_.keys.push_back({key, std::move(label)});
  return at->second;
}

std::uint32_t ScenarioList::add_value(Node const& value, Location const& at) {
  std::string text = value_text(value);
  auto const position = static_cast<std::uint32_t>(sweep_.values.size());
  std::string label = text;
  if (text.size() > longest_label)
    label = fmt::format("{}...#{}", text.substr(0, longest_label), position + 1);
  sweep_.values.push_back({value, std::move(text), std::move(label), at});
  return position;
}

std::string ScenarioList::id_of(std::vector<Setting> const& settings) const {
  std::string id;
  for (Setting const& setting : settings)
    id += fmt::format("{}{}={}", id.empty() ? "" : "; ", sweep_.keys[setting.key].label,
                      sweep_.values[setting.value].label);
  return id;
}

/// Also once there was none: a block that is too large is told of, not those after it.
bool ScenarioList::has_room(std::uint64_t count, Location const& at, std::string const& place) {
  if (is_full_) return false;
  if (sweep_.scenarios.size() + count <= most_scenarios) return true;
  is_full_ = true;
  problems_.add(at, place,
                fmt::format("brings the sweep to {} scenarios, it may have at most {}",
                            grouped(sweep_.scenarios.size() + count), grouped(most_scenarios)));
  return false;
}

void ScenarioList::add_named(std::string const& id, std::vector<Setting> settings,
                             Location const& at, std::string const& place) {
  if (!has_room(1, at, place)) return;
  auto const [there, is_new] = ids_.try_emplace(id, Mention{at, place});
  if (is_new) {
    sweep_.scenarios.push_back({id, std::move(settings), at});
  } else if (there->second.place.empty()) {
    problems_.add(at, place, fmt::format("\"{}\" is the scenario without changes", id));
  } else {
    problems_.add(at, place,
                  fmt::format("scenario \"{}\" stands already in line {}, {}", id,
                              there->second.at.line, there->second.place));
  }
}

void ScenarioList::add_grid(std::vector<Axis> const& axes, Location const& at,
                            std::string const& place) {
  std::uint64_t count = axes.empty() ? 0 : 1;
  for (Axis const& axis : axes)
    count = std::min<std::uint64_t>(count * axis.values.size(), std::uint64_t{1} << 40);
  if (!has_room(count, at, place)) return;
  for (std::uint64_t i = 0; i < count; ++i) {
    std::vector<Setting> settings(axes.size());
    std::uint64_t rest = i;
    for (std::size_t a = axes.size(); a-- > 0;) {
      settings[a] = {axes[a].key, axes[a].values[rest % axes[a].values.size()]};
      rest /= axes[a].values.size();
    }
    std::string const id = id_of(settings);
    add_named(id, std::move(settings), at, place);
  }
}

void ScenarioList::add_one_at_a_time(std::vector<Axis> const& axes, Location const& at,
                                     std::string const& place) {
  for (Axis const& axis : axes) {
    for (std::uint32_t const value : axis.values) {
      std::vector<Setting> settings = {{axis.key, value}};
      std::string const id = id_of(settings);
      add_named(id, std::move(settings), at, place);
    }
  }
}

}  // namespace nameplate
