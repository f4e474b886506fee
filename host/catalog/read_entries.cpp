#include "host/catalog/read_entries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace nameplate {

void check_reference(TableReader& reader, std::string_view key, std::string_view kind,
                     std::string const& name, std::vector<std::string> const& known) {
  if (name.empty() || std::find(known.begin(), known.end(), name) != known.end()) return;
  reader.problem(key, fmt::format("unknown {} \"{}\"{}", kind, name, suggestion(name, known)));
}

Evidence read_evidence(TableReader& reader, References const& references) {
  Evidence evidence;
  evidence.source = reader.texts("source");
  for (std::string const& source : evidence.source)
    if (source.find(' ') == std::string::npos)
      check_reference(reader, "source", "source", source, references.sources);
  if (auto const word = reader.word("confidence", {"high", "medium", "low"}))
    evidence.confidence = static_cast<Confidence>(*word + 1);
  evidence.note = reader.text("note");
  return evidence;
}

std::vector<std::string> status_words() {
  std::vector<std::string> words;
  words.reserve(status_count);
  for (int i = 0; i < status_count; ++i) words.emplace_back(name(static_cast<Status>(i)));
  return words;
}

Status read_status(TableReader& reader, std::string_view key, Status fallback) {
  std::optional<std::size_t> const word = reader.word(key, status_words());
  return word ? static_cast<Status>(*word) : fallback;
}

PlatformMix read_platform_mix(TableReader& reader, References const& references) {
  PlatformMix mix;
  Node const* const node = reader.find("platforms");
  if (!node) return mix;
  TableReader shares(*node, reader.place("platforms"), reader.problems());
  if (!node->table()) return mix;
  std::size_t const before = reader.problems().count();
  double sum = 0;
  for (auto const& [platform, share] : *node->table()) {
    check_reference(shares, platform, "platform", platform, references.platforms);
    mix[platform] = shares.required_number(platform, positive);
    sum += mix[platform];
  }
  constexpr double tolerance = 1e-9;
  if (reader.problems().count() == before && std::abs(sum - 1) > tolerance)
    reader.problem("platforms", fmt::format("shares must sum to 1, sum to {:.10g}", sum));
  return mix;
}

Region read_region(std::string const& id, Node const& node, References const& references,
                   Problems& problems) {
  Region region;
  region.id = id;
  region.at = node.at;
  TableReader reader(node, "regions." + id, problems);
  region.name = reader.required_text("name");
  if (std::string const parent = reader.text("parent"); !parent.empty()) {
    check_reference(reader, "parent", "region", parent, references.regions);
    region.parent = parent;
  }
  region.laws = read_laws(reader, Scope::region, references);
  region.evidence = read_evidence(reader, references);
  reader.finish();
  return region;
}

Platform read_platform(std::string const& id, Node const& node, References const& references,
                       Problems& problems) {
  Platform platform;
  platform.id = id;
  platform.at = node.at;
  TableReader reader(node, "platforms." + id, problems);
  platform.name = reader.required_text("name");
  platform.vendor = reader.text("vendor");
  platform.first_volume = reader.date("first_volume");
  platform.dies_per_package = reader.number("dies_per_package", {.min = 1}).value_or(1);
  if (Node const* const peaks = reader.find("peak_pflops")) {
    TableReader peak(*peaks, reader.place("peak_pflops"), problems);
    platform.peak_bf16_pflops = peak.number("bf16", positive);
    platform.peak_fp8_pflops = peak.number("fp8", positive);
    platform.peak_fp4_pflops = peak.number("fp4", positive);
    peak.finish();
  }
  platform.tdp_w = reader.number("tdp_w", positive);
  platform.memory_gb = reader.number("memory_gb", positive);
  platform.laws = read_laws(reader, Scope::platform, references);
  platform.evidence = read_evidence(reader, references);
  reader.finish();
  return platform;
}

Group read_group(std::string const& id, Node const& node, Problems& problems) {
  TableReader reader(node, "groups." + id, problems);
  Group group{.id = id, .name = reader.required_text("name")};
  reader.finish();
  return group;
}

Use read_use(std::string const& id, Node const& node, References const& references,
             Problems& problems) {
  TableReader reader(node, "uses." + id, problems);
  auto const law = [&](char const* key, Allowed const& allowed) {
    Node const* const value = reader.require(key);
    return value ? read_law(*value, reader.place(key), allowed, problems)
                 : Law{.distribution = constant(1), .at = node.at};
  };
  Use use{.id = id,
          .name = reader.required_text("name"),
          .tokens_per_use = law("tokens_per_use", positive),
          .uses_per_user_day = law("uses_per_user_day", positive),
          .peak_to_mean = law("peak_to_mean", {.min = 1}),
          .evidence = read_evidence(reader, references),
          .at = node.at};
  reader.finish();
  return use;
}

OutsideView read_outside_view(std::string const& id, Node const& node, References const& references,
                              Problems& problems) {
  OutsideView view;
  view.id = id;
  view.at = node.at;
  TableReader reader(node, "evidence." + id, problems);
  view.name = reader.required_text("name");
  view.unit = reader.required_text("unit");
  if (Node const* const value = reader.require("value"))
    view.value = read_law(*value, reader.place("value"), {}, problems).distribution;
  view.evidence = read_evidence(reader, references);
  reader.finish();
  return view;
}

}  // namespace nameplate
