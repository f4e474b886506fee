#include "host/compile/compile.hpp"

#include <algorithm>
#include <utility>

#include "host/compile/plan_writer.hpp"

namespace nameplate {
namespace {

/// A parameter that is one value for the whole run, or `otherwise` where no asked metric reads it.
ValueRef global_value(Catalog const& catalog, Values& values, ParameterId id, bool is_needed,
                      Transform transform, double otherwise) {
  Parameter const* const parameter = find_parameter(catalog, id);
  if (!is_needed || parameter == nullptr || !parameter->law) return values.constant(otherwise);
  return values.variable(id, {&parameter->law->distribution, "global"}, transform);
}

bool is_asked(Asked const& asked, MetricId id) {
  return std::any_of(asked.model_metrics.begin(), asked.model_metrics.end(),
                     [&](MetricName const& metric) { return metric.id == id; });
}

/// The uses that some asked metric counts users of.
std::map<std::string, PlannedUse> plan_uses(Catalog const& catalog, Asked const& asked,
                                            Values& values) {
  std::map<std::string, PlannedUse> planned;
  for (MetricName const& metric : asked.model_metrics) {
    if (metric.use.empty()) continue;
    Use const& use = catalog.uses.at(metric.use);
    std::string const stream = "use:" + use.id;
    planned[use.id] = {
        values.unloaded("tokens_per_use", stream, 0, use.tokens_per_use.distribution),
        values.unloaded("uses_per_user_day", stream, 1, use.uses_per_user_day.distribution),
        values.unloaded("peak_to_mean", stream, 2, use.peak_to_mean.distribution)};
  }
  return planned;
}

/// The values that formulas read besides metrics.
PlannedFormulas plan_formulas(Asked const& asked, Values& values) {
  PlannedFormulas planned;
  for (Input const* const input : asked.inputs) planned.inputs[input->id] = values.input(*input);
  for (Formula const& formula : asked.formulas)
    for (double const constant : formula.program.constants)
      planned.constants[constant] = values.constant(constant);
  return planned;
}

}  // namespace

Plan compile(Catalog const& catalog, Request const& request, LawTables* shared_tables) {
  Asked const asked = read_request(catalog, request);
  Values values(catalog, shared_tables);
  ValueRef const trend = global_value(catalog, values, ParameterId::grid_intensity_trend,
                                      is_asked(asked, MetricId::co2_mt), Transform::log2_of_1p, 0);
  ValueRef const coincidence = global_value(catalog, values, ParameterId::portfolio_coincidence,
                                            is_asked(asked, MetricId::peak_gw), Transform::none, 1);
  BuildPlanner planner(catalog, asked, values);
  std::vector<PlannedBuild> builds;
  for (auto const& entry : catalog.builds) {
    Build const& build = entry.second;
    auto const counts = [&](AskedScope const& scope) {
      return std::find(scope.builds.begin(), scope.builds.end(), build.id) != scope.builds.end();
    };
    if (asked.given.contains(build.id) ||
        std::any_of(asked.scopes.begin(), asked.scopes.end(), counts))
      builds.push_back(planner.plan(build));
  }
  std::map<std::string, PlannedUse> const uses = plan_uses(catalog, asked, values);
  PlannedFormulas const formulas = plan_formulas(asked, values);
  Plan plan =
      write_plan(asked, values,
                 {std::move(builds), planner.shared_mixes(), uses, formulas, trend, coincidence});
  plan.given = request.given;
  plan.is_gross = request.gross;
  return plan;
}

Plan compile(Catalog const& catalog, Request const& request) {
  return compile(catalog, request, nullptr);
}

std::uint64_t fingerprint(Plan const& plan) {
  std::uint64_t hash = 14695981039346656037u;  // FNV-1a
  for (std::byte const byte : plan.bytes)
    hash = (hash ^ static_cast<std::uint64_t>(byte)) * 1099511628211u;
  return hash;
}

}  // namespace nameplate
