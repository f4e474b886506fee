#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "host/catalog/checks.hpp"
#include "host/catalog/read_entries.hpp"
#include "kernels/parameters.hpp"

namespace nameplate {
namespace {

/// Without these nothing can be said; a metric whose other inputs are not declared is left out.
constexpr std::array core = {
    ParameterId::delay_months, ParameterId::completion,  ParameterId::completion_probability,
    ParameterId::size_factor,  ParameterId::ramp_months, ParameterId::design_peak_ratio};

constexpr std::array contract_inputs = {
    ParameterId::contract_years, ParameterId::contract_utilization,
    ParameterId::price_usd_per_accelerator_hour, ParameterId::it_kw_per_accelerator};

bool is_contract_only(std::string const& parameter) {
  for (ParameterId const id : {ParameterId::contract_years, ParameterId::contract_utilization,
                               ParameterId::price_usd_per_accelerator_hour})
    if (parameter == info(id).name) return true;
  return false;
}

/// Not the latent completion, nor what is reported as unknown.
bool needs_law(std::string const& parameter) {
  ParameterInfo const* const row = find_parameter_info(parameter);
  return row && row != &info(ParameterId::completion);
}

class CompletenessCheck {
 public:
  CompletenessCheck(Catalog const& catalog, Problems& problems)
      : catalog_(catalog), problems_(problems) {}

  void check_declared() {
    for (ParameterId const id : core)
      if (!is_declared(id))
        problems_.add({.file = catalog_.path}, fmt::format("parameters.{}", info(id).name),
                      fmt::format("is missing: {} [{}]", info(id).description, info(id).unit));
    for (auto const& [id, build] : catalog_.builds) {
      if (build.contract_usd_bn)
        for (ParameterId const input : contract_inputs) require(input, build, "a contract");
      if (build.basis.systems > 0) require(ParameterId::it_per_systems, build, "basis \"systems\"");
    }
  }

  /// A law that is nowhere is reported once, not for every build.
  void check_any_law() {
    for (auto const& [name, parameter] : catalog_.parameters) {
      if (!needs_law(name) || has_any_law(parameter)) continue;
      lawless_.insert(name);
      problems_.add(parameter.at, "parameters." + name,
                    "no law: give a distribution, by_status, or laws of instances");
    }
  }

  void check_build(Build const& build) {
    for (auto const& [name, parameter] : catalog_.parameters) {
      if (!needs_law(name) || lawless_.count(name) > 0) continue;
      if (!build.contract_usd_bn && is_contract_only(name)) continue;
      for (std::size_t i = 0; i < build.phases.size(); ++i)
        if (!check_phase(build, build.phases[i], parameter)) break;
    }
  }

 private:
  bool has_any_law(Parameter const& parameter) const {
    auto const has_law = [&](auto const& entry) {
      return entry.second.laws.count(parameter.name) > 0;
    };
    auto const phase_has_law = [&](auto const& entry) {
      return std::any_of(entry.second.phases.begin(), entry.second.phases.end(),
                         [&](Phase const& phase) { return phase.laws.count(parameter.name) > 0; });
    };
    auto const& [builds, regions, platforms] =
        std::tie(catalog_.builds, catalog_.regions, catalog_.platforms);
    return parameter.law ||
           std::any_of(parameter.law_by_status.begin(), parameter.law_by_status.end(),
                       [](auto const& law) { return law.has_value(); }) ||
           std::any_of(regions.begin(), regions.end(), has_law) ||
           std::any_of(platforms.begin(), platforms.end(), has_law) ||
           std::any_of(builds.begin(), builds.end(), has_law) ||
           std::any_of(builds.begin(), builds.end(), phase_has_law);
  }

  bool is_declared(ParameterId id) const { return catalog_.parameters.count(info(id).name) > 0; }

  void require(ParameterId id, Build const& build, std::string_view reason) {
    if (is_declared(id)) return;
    problems_.add(build.at, "builds." + build.id,
                  fmt::format("{} needs [parameters.{}], which is missing: {} [{}]", reason,
                              info(id).name, info(id).description, info(id).unit));
  }

  /// Whether a law is found, or not needed because the phase is never built.
  bool check_phase(Build const& build, Phase const& phase, Parameter const& parameter) {
    if (phase.status == Status::cancelled) return true;
    auto const status = static_cast<std::size_t>(phase.status);
    if (parameter.law || phase.laws.count(parameter.name) > 0 ||
        build.laws.count(parameter.name) > 0)
      return true;
    if (parameter.law_by_status[status]) return true;
    if (parameter.scope == Scope::region && region_has_law(build.region, parameter.name))
      return true;
    if (parameter.scope == Scope::platform) return check_platforms(build, phase, parameter);
    std::string where = "[parameters." + parameter.name + "], the build or its phases";
    if (parameter.scope == Scope::region)
      where += fmt::format(", region {} or its parents", build.region);
    report(build, parameter, fmt::format("none for status {} in {}", name(phase.status), where));
    return false;
  }

  bool check_platforms(Build const& build, Phase const& phase, Parameter const& parameter) {
    for (auto const& [id, share] : phase.platforms) {
      auto const platform = catalog_.platforms.find(id);
      if (platform == catalog_.platforms.end()) continue;  // reported as unknown
      if (platform->second.laws.count(parameter.name) > 0) continue;
      report(build, parameter,
             fmt::format("platform {} has none, nor has [parameters.{}]", id, parameter.name));
      return false;
    }
    return true;
  }

  bool region_has_law(std::string id, std::string const& parameter) const {
    for (std::size_t step = 0; step <= catalog_.regions.size(); ++step) {
      auto const region = catalog_.regions.find(id);
      if (region == catalog_.regions.end()) return true;  // reported as unknown
      if (region->second.laws.count(parameter) > 0) return true;
      if (!region->second.parent) return false;
      id = *region->second.parent;
    }
    return true;  // reported as a loop
  }

  void report(Build const& build, Parameter const& parameter, std::string const& reason) {
    problems_.add(build.at, "builds." + build.id,
                  fmt::format("no law for {}: {}", parameter.name, reason));
  }

  Catalog const& catalog_;
  Problems& problems_;
  std::set<std::string> lawless_;
};

}  // namespace

void check_completeness(Catalog const& catalog, Problems& problems) {
  CompletenessCheck check(catalog, problems);
  check.check_declared();
  check.check_any_law();
  for (auto const& [id, build] : catalog.builds) check.check_build(build);
}

}  // namespace nameplate
