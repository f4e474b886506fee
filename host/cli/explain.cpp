#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "host/catalog/problems.hpp"
#include "host/cli/catalog_path.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/console.hpp"
#include "host/cli/entry_text.hpp"
#include "host/cli/inputs_text.hpp"
#include "host/cli/model_options.hpp"
#include "host/cli/show_entries.hpp"
#include "host/compile/metric_inputs.hpp"
#include "host/formula/formulas.hpp"
#include "host/results/text.hpp"
#include "kernels/metrics.hpp"

namespace nameplate {
namespace {

struct ExplainArguments {
  std::string metric, catalog, as_of;
  bool repairs_correlation = false;
};

/// A metric, and the use of `users`.
struct ExplainedMetric {
  MetricId id{};
  Use const* use = nullptr;
};

/// The metric and, for `users:NAME`, its use.
ExplainedMetric metric_of(std::string const& word, Catalog const& catalog) {
  std::size_t const colon = word.find(':');
  std::map<std::string, MetricId> metrics;
  for (int i = 0; i < metric_count; ++i)
    metrics.emplace(metric_table[i].name, static_cast<MetricId>(i));
  for (auto const& entry : catalog.metrics) metrics.emplace(entry.first, MetricId::count);
  MetricId const id = find_entry(metrics, "metric", word.substr(0, colon));
  if (id == MetricId::count)
    refuse("", fmt::format("\"{}\" is a formula, the same for every build: without @BUILD", word));
  if (colon == std::string::npos) return {id, nullptr};
  if (id != MetricId::users) refuse("", fmt::format("\"{}\": only users has uses", word));
  return {id, &find_entry(catalog.uses, "use", word.substr(colon + 1))};
}

char const* curve_words(Curve curve) {
  switch (curve) {
    case Curve::plan:
      return "the announced power at the date, by the announced dates";
    case Curve::online:
      return "the power online at the date";
    default:
      return "the power online, integrated over the 12 months that end at the date";
  }
}

/// The parameters behind the power that a metric starts from.
std::vector<ParameterId> power_inputs(MetricId id, Catalog const& catalog, Build const* build) {
  using enum ParameterId;
  std::vector<ParameterId> inputs = schedule_parameters();
  if (info(id).curve == Curve::plan) inputs = {design_peak_ratio};
  auto const any_build = [&](auto holds) {
    if (build != nullptr) return holds(*build);
    return std::any_of(catalog.builds.begin(), catalog.builds.end(),
                       [&](auto const& entry) { return holds(entry.second); });
  };
  if (any_build([](Build const& x) { return x.basis.systems > 0; }))
    inputs.push_back(it_per_systems);
  if (any_build([](Build const& x) { return x.contract_usd_bn.has_value(); }))
    inputs.insert(inputs.end(), {contract_years, contract_utilization,
                                 price_usd_per_accelerator_hour, it_kw_per_accelerator});
  return inputs;
}

std::string inputs_text(std::vector<ParameterId> const& inputs, Catalog const& catalog,
                        Build const* build) {
  std::string text;
  for (ParameterId const id : inputs)
    text += build == nullptr ? input_text(catalog, id) : input_text(catalog, id, *build);
  return text;
}

bool is_household(ParameterId id) {
  return id == ParameterId::household_kwh_per_year || id == ParameterId::household_peak_kw;
}

/// What the formula reads; of households in the US where it counts those.
std::string own_inputs_text(MetricId metric, Catalog const& catalog, Build const* build) {
  std::string text;
  for (ParameterId const id : metric_parameters(metric))
    text += needs_us_region(metric) && is_household(id) ? input_text(catalog, id, "us")
                                                        : inputs_text({id}, catalog, build);
  return text;
}

std::string metric_text(MetricId id) {
  MetricInfo const& metric = info(id);
  std::string text = fmt::format("{}: {} [{}]\n\n", metric.name, metric.title, metric.unit);
  text += "  " + wrapped(metric.formula, 2, 2) + "\n";
  return text + fmt::format("  It starts from {}.\n", curve_words(metric.curve));
}

std::string build_text(Build const& build) {
  return fmt::format("\nBuild {}: {}\n", build.id, build.name) +
         fact("announced", fmt::format("{} ({})", size_text(build), basis_text(build.basis))) +
         fact("status", name(build.status)) + fact("region", build.region);
}

std::string explained(ExplainedMetric const& metric, Catalog const& catalog, Build const* build) {
  MetricId const id = metric.id;
  std::string text = metric_text(id);
  if (build != nullptr) text += build_text(*build);
  std::vector<ParameterId> const own = metric_parameters(id);
  std::vector<ParameterId> power = power_inputs(id, catalog, build);
  std::erase_if(power, [&](ParameterId input) {
    return std::find(own.begin(), own.end(), input) != own.end();
  });
  if (!own.empty()) text += "\nInputs of the formula\n" + own_inputs_text(id, catalog, build);
  if (metric.use != nullptr) text += "\nUse " + use_text(*metric.use, catalog);
  return text + "\nInputs of that power\n" + inputs_text(power, catalog, build);
}

/// A formula, and all that it and the formulas in it read: inputs in full, metrics by name.
std::string explained(FormulaMetric const& asked, Catalog const& catalog) {
  std::string text, inputs, metrics;
  std::vector<Formula> const formulas = translate_formulas(catalog, {asked.id});
  for (auto formula = formulas.rbegin(); formula != formulas.rend(); ++formula) {
    text += metric_text(*formula->metric, catalog) + "\n";
    for (std::string const& name : formula->program.symbols) {
      bool const is_input = catalog.inputs.contains(name);
      std::string& list = is_input ? inputs : metrics;
      std::string const entry =
          is_input ? input_text(catalog.inputs.at(name), catalog) : fmt::format("  {}\n", name);
      if (!catalog.metrics.contains(name) && list.find(entry) == std::string::npos) list += entry;
    }
  }
  if (!inputs.empty()) text += "Inputs\n" + inputs + "\n";
  if (!metrics.empty()) text += "Metrics of the model, which `explain` tells of too\n" + metrics;
  return text;
}

void explain(ExplainArguments const& arguments) {
  std::size_t const at = arguments.metric.find('@');
  CatalogOptions options;
  options.repair_correlation = arguments.repairs_correlation;
  if (!arguments.as_of.empty()) options.as_of = arguments.as_of;
  Catalog const catalog = load_with_notice(catalog_path(arguments.catalog), options);
  if (auto const own = catalog.metrics.find(arguments.metric); own != catalog.metrics.end())
    return print_output(explained(own->second, catalog));
  ExplainedMetric const metric = metric_of(arguments.metric.substr(0, at), catalog);
  Build const* const build = at == std::string::npos ? nullptr
                                                     : &find_entry(catalog.builds, "build",
                                                                   arguments.metric.substr(at + 1));
  print_output(explained(metric, catalog, build));
}

}  // namespace

void add_explain_command(CLI::App& program) {
  CLI::App* const command = program.add_subcommand(
      "explain", "Explain a metric: formula, inputs, their laws and sources");
  auto const arguments = std::make_shared<ExplainArguments>();
  command
      ->add_option("metric", arguments->metric,
                   "A metric, for all builds or for one: energy_twh@stargate-abilene")
      ->required()
      ->type_name("METRIC[@BUILD]");
  command
      ->add_option("--catalog", arguments->catalog, "Catalog to read; the shipped one unless given")
      ->type_name("CATALOG");
  command->add_option("--as-of", arguments->as_of, "Only what was known at that date")
      ->type_name("DATE");
  add_repair_option(*command, arguments->repairs_correlation);
  command->footer(
      "\nExamples:\n"
      "  nameplate explain energy_twh\n"
      "  nameplate explain accelerators@stargate-abilene\n"
      "  nameplate show metrics");
  command->callback([arguments] { explain(*arguments); });
}

}  // namespace nameplate
