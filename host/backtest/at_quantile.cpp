#include "host/backtest/at_quantile.hpp"

namespace nameplate {
namespace {

void fix(Law& law, double p) {
  if (!law.distribution.is_constant()) law.distribution = constant(quantile(law.distribution, p));
}

void fix(Laws& laws, std::string const& parameter, double p) {
  if (auto const at = laws.find(parameter); at != laws.end()) fix(at->second, p);
}

}  // namespace

Catalog at_quantile(Catalog catalog, ParameterId parameter, double p) {
  std::string const name = info(parameter).name;
  if (auto const at = catalog.parameters.find(name); at != catalog.parameters.end()) {
    if (at->second.law) fix(*at->second.law, p);
    for (auto& law : at->second.law_by_status)
      if (law) fix(*law, p);
  }
  for (auto& entry : catalog.regions) fix(entry.second.laws, name, p);
  for (auto& entry : catalog.platforms) fix(entry.second.laws, name, p);
  for (auto& entry : catalog.builds) {
    fix(entry.second.laws, name, p);
    for (Phase& phase : entry.second.phases) fix(phase.laws, name, p);
  }
  return catalog;
}

}  // namespace nameplate
