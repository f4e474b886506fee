#include "host/catalog/fixed_parameter.hpp"

#include <string>

namespace nameplate {
namespace {

/// Replaces each uncertain law of one parameter by the constant that `value` makes of it.
template <class Value>
class Fixing {
 public:
  Fixing(std::string_view parameter, Value value) : parameter_(parameter), value_(value) {}

  void apply(Catalog& catalog) {
    if (auto const at = catalog.parameters.find(parameter_); at != catalog.parameters.end())
      apply(at->second);
    for (auto& entry : catalog.regions) apply(entry.second.laws);
    for (auto& entry : catalog.platforms) apply(entry.second.laws);
    for (auto& entry : catalog.builds) {
      apply(entry.second.laws);
      for (Phase& phase : entry.second.phases) apply(phase.laws);
    }
    for (auto& entry : catalog.uses) apply(entry.second);
    for (auto& [id, input] : catalog.inputs)
      if (parameter_ == "inputs." + id) apply(input.value);
  }

 private:
  void apply(Law& law) {
    if (!law.distribution.is_constant()) law.distribution = constant(value_(law.distribution));
  }

  void apply(Laws& laws) {
    if (auto const at = laws.find(parameter_); at != laws.end()) apply(at->second);
  }

  void apply(Parameter& parameter) {
    if (parameter.law) apply(*parameter.law);
    for (auto& law : parameter.law_by_status)
      if (law) apply(*law);
  }

  void apply(Use& use) {
    if (parameter_ == "tokens_per_use") apply(use.tokens_per_use);
    if (parameter_ == "uses_per_user_day") apply(use.uses_per_user_day);
    if (parameter_ == "peak_to_mean") apply(use.peak_to_mean);
  }

  std::string parameter_;
  Value value_;
};

}  // namespace

Catalog with_parameter(Catalog catalog, std::string_view parameter, double x) {
  Fixing(parameter, [x](Distribution const&) { return x; }).apply(catalog);
  return catalog;
}

Catalog at_quantile(Catalog catalog, std::string_view parameter, double p) {
  Fixing(parameter, [p](Distribution const& law) { return quantile(law, p); }).apply(catalog);
  return catalog;
}

}  // namespace nameplate
