#include "host/cli/inputs_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <vector>

#include "host/cli/entry_text.hpp"
#include "host/compile/resolve.hpp"

namespace nameplate {
namespace {

std::string heading(ParameterId id) {
  return fmt::format("  {} [{}]: {}\n", info(id).name, info(id).unit, info(id).description);
}

std::string scope_words(Scope scope) {
  switch (scope) {
    case Scope::global:
      return "global: one draw per path";
    case Scope::region:
      return "region: one draw per region and path";
    case Scope::platform:
      return "platform: one draw per platform and path, shared by all builds";
    case Scope::build:
      return "build: one draw per build and path";
    default:
      return "phase: one draw per phase and path";
  }
}

/// Names of the entries that have a law of their own for the parameter.
template <class Entries>
std::vector<std::string> holders(Entries const& entries, std::string const& parameter) {
  std::vector<std::string> ids;
  for (auto const& [id, entry] : entries)
    if (entry.laws.contains(parameter)) ids.push_back(id);
  return ids;
}

std::string holders_facts(Catalog const& catalog, std::string const& parameter) {
  std::string text;
  auto const add = [&](char const* kind, std::vector<std::string> const& ids) {
    if (!ids.empty())
      text +=
          fact(text.empty() ? "own laws" : "", fmt::format("{}: {}", kind, fmt::join(ids, ", ")));
  };
  add("regions", holders(catalog.regions, parameter));
  add("platforms", holders(catalog.platforms, parameter));
  add("builds", holders(catalog.builds, parameter));
  return text;
}

/// The entry that a law is written in.
struct Origin {
  std::string entry;  // empty: the parameter's own
  Evidence const* evidence;
};

/// A law, whose draw it is, and the phases that it holds for.
struct HoldingLaw {
  std::string whose;
  Distribution const* law;
  std::set<std::size_t> phases;
  Origin origin;
};

bool holds(Laws const& laws, std::string const& parameter, Distribution const* law) {
  auto const at = laws.find(parameter);
  return at != laws.end() && &at->second.distribution == law;
}

/// Where `law` of `parameter`, which holds in `build`, is written.
Origin origin_of(Distribution const* law, Parameter const& parameter, Build const& build,
                 Catalog const& catalog) {
  auto const is_here = [&](auto const& entry) { return holds(entry.laws, parameter.name, law); };
  if (is_here(build) || std::any_of(build.phases.begin(), build.phases.end(), is_here))
    return {"builds." + build.id, &build.evidence};
  for (auto const& [id, platform] : catalog.platforms)
    if (is_here(platform)) return {"platforms." + id, &platform.evidence};
  for (auto const& [id, region] : catalog.regions)
    if (is_here(region)) return {"regions." + id, &region.evidence};
  return {"", &parameter.evidence};
}

/// The stream without the number of a phase, which stands apart.
std::string whose(std::string const& stream) {
  if (stream == "global") return "all builds alike";
  return stream.starts_with("phase:") ? "" : stream;
}

/// "region:us-tx", "each phase", "status:announced, phases 2, 3".
std::string words(HoldingLaw const& held, Build const& build) {
  bool const is_everywhere = held.phases.size() == build.phases.size();
  if (is_everywhere) return held.whose.empty() ? "each phase" : held.whose;
  return fmt::format("{}{}{} {}", held.whose, held.whose.empty() ? "" : ", ",
                     held.phases.size() == 1 ? "phase" : "phases", fmt::join(held.phases, ", "));
}

/// The laws that hold somewhere in `build`, in the order of its phases.
std::vector<HoldingLaw> holding_laws(Catalog const& catalog, ParameterId id, Build const& build) {
  Parameter const& parameter = *find_parameter(catalog, id);
  std::vector<HoldingLaw> holding;
  auto const add = [&](std::size_t phase, Platform const* platform) {
    auto const resolved = resolve(catalog, id, build, phase, platform);
    if (!resolved) return;
    std::string const owner = whose(resolved->stream);
    auto at = std::find_if(holding.begin(), holding.end(), [&](HoldingLaw const& other) {
      return other.whose == owner && other.law == resolved->law;
    });
    if (at == holding.end())
      at = holding.insert(
          at, {owner, resolved->law, {}, origin_of(resolved->law, parameter, build, catalog)});
    at->phases.insert(phase);
  };
  for (std::size_t phase = 0; phase < build.phases.size(); ++phase) {
    if (parameter.scope != Scope::platform) {
      add(phase, nullptr);
    } else {
      for (auto const& [platform, share] : build.phases[phase].platforms)
        add(phase, &catalog.platforms.at(platform));
    }
  }
  return holding;
}

std::string holding_table(std::vector<HoldingLaw> const& holding, Build const& build) {
  std::vector<NamedLaw> rows;
  rows.reserve(holding.size());
  for (HoldingLaw const& held : holding) rows.push_back({words(held, build), held.law});
  return rows.empty() ? "" : law_table("law", rows);
}

/// The sources of the laws that hold, and which other entries they are written in.
std::string origin_facts(std::vector<HoldingLaw> const& holding, Parameter const& parameter,
                         Catalog const& catalog) {
  std::set<std::string> entries;
  std::vector<std::string> sources;
  for (auto const& [owner, law, phases, origin] : holding) {
    if (!origin.entry.empty()) entries.insert(origin.entry);
    sources.insert(sources.end(), origin.evidence->source.begin(), origin.evidence->source.end());
  }
  if (sources.empty()) sources = parameter.evidence.source;
  std::string const written =
      entries.empty() ? "" : fact("written in", fmt::format("{}", fmt::join(entries, ", ")));
  return written + note_facts(parameter.evidence) + source_facts(sources, catalog);
}

std::string loadings_fact(Parameter const& parameter) {
  return parameter.loadings.empty() ? "" : fact("loadings", loadings_text(parameter.loadings));
}

}  // namespace

std::string input_text(Catalog const& catalog, ParameterId id) {
  Parameter const* const parameter = find_parameter(catalog, id);
  if (parameter == nullptr) return heading(id) + fact("law", "none in this catalog");
  return heading(id) + fact("scope", scope_words(parameter->scope)) + parameter_laws(*parameter) +
         holders_facts(catalog, parameter->name) + loadings_fact(*parameter) +
         evidence_facts(parameter->evidence, catalog);
}

std::string input_text(Catalog const& catalog, ParameterId id, Build const& build) {
  Parameter const* const parameter = find_parameter(catalog, id);
  if (parameter == nullptr) return heading(id) + fact("law", "none in this catalog");
  std::vector<HoldingLaw> const holding = holding_laws(catalog, id, build);
  return heading(id) + fact("scope", scope_words(parameter->scope)) +
         holding_table(holding, build) + loadings_fact(*parameter) +
         origin_facts(holding, *parameter, catalog);
}

std::string input_text(Catalog const& catalog, ParameterId id, std::string const& region) {
  Parameter const* const parameter = find_parameter(catalog, id);
  auto const resolved =
      parameter == nullptr ? std::nullopt : resolve_in_region(catalog, id, region);
  if (!resolved) return heading(id) + fact("law", "none in this catalog");
  return heading(id) + law_table("law", {{resolved->stream, resolved->law}}) +
         loadings_fact(*parameter) + evidence_facts(parameter->evidence, catalog);
}

}  // namespace nameplate
