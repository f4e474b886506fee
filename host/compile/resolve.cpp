#include "host/compile/resolve.hpp"

#include <fmt/format.h>

namespace nameplate {
namespace {

Distribution const* find_law(Laws const& laws, std::string const& parameter) {
  auto const at = laws.find(parameter);
  return at == laws.end() ? nullptr : &at->second.distribution;
}

/// Stream of a law that stands at the parameter itself.
std::string stream_of(Parameter const& parameter, Build const& build, std::size_t phase,
                      Platform const* platform, bool by_status) {
  switch (parameter.scope) {
    case Scope::region:
      return "region:" + build.region;
    case Scope::platform:
      return platform != nullptr ? "platform:" + platform->id : "build:" + build.id;
    case Scope::build:
      return "build:" + build.id;
    case Scope::phase:
      return fmt::format("phase:{}/{}", build.id, phase);
    default:
      return by_status ? fmt::format("status:{}", name(build.phases[phase].status)) : "global";
  }
}

}  // namespace

Parameter const* find_parameter(Catalog const& catalog, ParameterId id) {
  auto const at = catalog.parameters.find(info(id).name);
  return at == catalog.parameters.end() ? nullptr : &at->second;
}

std::optional<ResolvedLaw> resolve_in_region(Catalog const& catalog, ParameterId id,
                                             std::string const& region) {
  Parameter const* const parameter = find_parameter(catalog, id);
  if (parameter == nullptr) return std::nullopt;
  for (auto at = catalog.regions.find(region); at != catalog.regions.end();) {
    if (Distribution const* const law = find_law(at->second.laws, parameter->name))
      return ResolvedLaw{law, "region:" + at->first};
    at = at->second.parent ? catalog.regions.find(*at->second.parent) : catalog.regions.end();
  }
  if (!parameter->law) return std::nullopt;
  return ResolvedLaw{&parameter->law->distribution, "region:" + region};
}

std::optional<ResolvedLaw> resolve(Catalog const& catalog, ParameterId id, Build const& build,
                                   std::size_t phase, Platform const* platform) {
  Parameter const* const parameter = find_parameter(catalog, id);
  if (parameter == nullptr) return std::nullopt;
  std::string const phase_stream = fmt::format("phase:{}/{}", build.id, phase);
  if (Distribution const* const law = find_law(build.phases[phase].laws, parameter->name))
    return ResolvedLaw{law, phase_stream};
  if (Distribution const* const law = find_law(build.laws, parameter->name)) {
    return ResolvedLaw{law, parameter->scope == Scope::phase ? phase_stream : "build:" + build.id};
  }
  if (platform != nullptr) {
    if (Distribution const* const law = find_law(platform->laws, parameter->name))
      return ResolvedLaw{law, "platform:" + platform->id};
  }
  if (parameter->scope == Scope::region) return resolve_in_region(catalog, id, build.region);

  auto const& by_status =
      parameter->law_by_status[static_cast<std::size_t>(build.phases[phase].status)];
  if (by_status)
    return ResolvedLaw{&by_status->distribution,
                       stream_of(*parameter, build, phase, platform, true)};
  if (parameter->law)
    return ResolvedLaw{&parameter->law->distribution,
                       stream_of(*parameter, build, phase, platform, false)};
  return std::nullopt;
}

}  // namespace nameplate
