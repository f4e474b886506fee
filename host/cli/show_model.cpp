#include <fmt/format.h>
#include <fmt/ranges.h>

#include <optional>

#include "host/cli/entry_text.hpp"
#include "host/cli/show_entries.hpp"
#include "host/results/text.hpp"
#include "kernels/chain.hpp"
#include "kernels/metrics.hpp"
#include "kernels/parameters.hpp"

namespace nameplate {
namespace {

/// Nothing where there are none.
std::string loadings_fact(std::map<std::string, double> const& loadings) {
  return loadings.empty() ? "" : fact("loadings", loadings_text(loadings));
}

std::string parameter_text(Parameter const& parameter, Catalog const& catalog) {
  std::string text = fmt::format("{} [{}]\n", parameter.name, parameter.unit);
  for (ParameterInfo const& known : parameter_table)
    if (known.name == parameter.name) text += fact("meaning", known.description);
  text += fact("scope", name(parameter.scope)) + parameter_laws(parameter);
  return text + loadings_fact(parameter.loadings) + evidence_facts(parameter.evidence, catalog);
}

std::string number_text(std::optional<double> const& value, char const* unit) {
  return value ? fmt::format("{:g} {}", *value, unit) : "none stated";
}

/// Packages and H100-equivalents of a GW of IT that holds nothing else, as P5, P50 and P95.
std::string per_it_gw(Platform const& platform) {
  auto const law = platform.laws.find(info(ParameterId::it_kw_per_accelerator).name);
  if (law == platform.laws.end()) return "no own it_kw_per_accelerator";
  auto const millions = [&](double p) {
    return 1.0 / quantile(law->second.distribution, 1 - p);  // GW / kW
  };
  double const h100e = platform.peak_fp8_pflops.value_or(0) / h100_fp8_pflops;
  return fmt::format(
      "{:.3f}, {:.3f}, {:.3f} million packages; {:.3f}, {:.3f}, {:.3f} million H100e",
      millions(0.05), millions(0.5), millions(0.95), millions(0.05) * h100e, millions(0.5) * h100e,
      millions(0.95) * h100e);
}

std::string platform_text(Platform const& platform, Catalog const& catalog) {
  std::string text = fmt::format("{}: {}\n", platform.id, platform.name);
  if (!platform.vendor.empty()) text += fact("vendor", platform.vendor);
  text += fact("dies", fmt::format("{:g} per package", platform.dies_per_package));
  text += fact("dense peak", fmt::format("bf16 {}, fp8 {}, fp4 {}",
                                         number_text(platform.peak_bf16_pflops, "PFLOP/s"),
                                         number_text(platform.peak_fp8_pflops, "PFLOP/s"),
                                         number_text(platform.peak_fp4_pflops, "PFLOP/s")));
  text += fact("per GW of IT", per_it_gw(platform));
  if (platform.tdp_w) text += fact("TDP", number_text(platform.tdp_w, "W"));
  if (platform.memory_gb) text += fact("memory", number_text(platform.memory_gb, "GB"));
  if (!platform.first_volume.empty()) text += fact("first volume", platform.first_volume);
  return text + own_laws(platform.laws) + evidence_facts(platform.evidence, catalog);
}

std::string region_text(Region const& region, Catalog const& catalog) {
  std::string text = fmt::format("{}: {}\n", region.id, region.name);
  if (region.parent) text += fact("parent", *region.parent);
  return text + own_laws(region.laws) + evidence_facts(region.evidence, catalog);
}

std::string outside_view_text(OutsideView const& view, Catalog const& catalog) {
  std::string const unit = view.unit == "1" ? "" : fmt::format(" [{}]", view.unit);
  return fmt::format("{}: {}{}\n", view.id, view.name, unit) +
         law_table("value", {{"", &view.value}}) + evidence_facts(view.evidence, catalog);
}

std::string metric_text(MetricInfo const& metric) {
  return fmt::format("{} [{}]: {}\n", metric.name, metric.unit, metric.title) + "    " +
         wrapped(metric.formula, 4, 4) + "\n";
}

std::string claim_text(Claim const& claim, Catalog const& catalog) {
  return fmt::format("{}: {}\n", claim.id, claim.name) + fact("published", claim.published) +
         fact("read as", claim.reading) + evidence_facts(claim.evidence, catalog);
}

/// One entry, or all of them, by `text_of`.
template <class Map, class TextOf>
std::string show_map(Map const& entries, std::string_view kind, std::string const& name,
                     TextOf text_of) {
  if (!name.empty()) return text_of(find_entry(entries, kind, name));
  std::string text;
  for (auto const& [id, entry] : entries) {
    if (!text.empty()) text += '\n';
    text += text_of(entry);
  }
  return text;
}

}  // namespace

std::string use_text(Use const& use, Catalog const& catalog) {
  return fmt::format("{}: {}\n", use.id, use.name) +
         law_table("of a user", {{"tokens_per_use", &use.tokens_per_use.distribution},
                                 {"uses_per_user_day", &use.uses_per_user_day.distribution},
                                 {"peak_to_mean", &use.peak_to_mean.distribution}}) +
         evidence_facts(use.evidence, catalog);
}

std::string metric_text(FormulaMetric const& metric, Catalog const& catalog) {
  return fmt::format("{} [{}]: {}\n", metric.id, metric.unit, metric.title) + "    " +
         wrapped(metric.formula, 4, 4) + "\n" + evidence_facts(metric.evidence, catalog);
}

std::string input_text(Input const& input, Catalog const& catalog) {
  return fmt::format("{} [{}]\n", input.id, input.unit) +
         law_table("value", {{"", &input.value.distribution}}) + loadings_fact(input.loadings) +
         evidence_facts(input.evidence, catalog);
}

std::string show_inputs(Catalog const& catalog, std::string const& name) {
  return show_map(catalog.inputs, "input", name,
                  [&](Input const& input) { return input_text(input, catalog); });
}

std::string show_parameters(Catalog const& catalog, std::string const& name) {
  return show_map(catalog.parameters, "parameter", name,
                  [&](Parameter const& parameter) { return parameter_text(parameter, catalog); });
}

std::string show_platforms(Catalog const& catalog, std::string const& name) {
  return show_map(catalog.platforms, "platform", name,
                  [&](Platform const& platform) { return platform_text(platform, catalog); });
}

std::string show_regions(Catalog const& catalog, std::string const& name) {
  return show_map(catalog.regions, "region", name,
                  [&](Region const& region) { return region_text(region, catalog); });
}

std::string show_evidence(Catalog const& catalog, std::string const& name) {
  return show_map(catalog.evidence, "outside view", name,
                  [&](OutsideView const& view) { return outside_view_text(view, catalog); });
}

std::string show_uses(Catalog const& catalog, std::string const& name) {
  return show_map(catalog.uses, "use", name,
                  [&](Use const& use) { return use_text(use, catalog); });
}

std::string show_claims(Catalog const& catalog, std::string const& name) {
  return show_map(catalog.claims, "claim", name,
                  [&](Claim const& claim) { return claim_text(claim, catalog); });
}

std::string show_metrics(Catalog const& catalog, std::string const& name) {
  std::map<std::string, std::string> texts;
  std::string all;
  for (MetricInfo const& metric : metric_table) all += texts[metric.name] = metric_text(metric);
  for (auto const& [id, metric] : catalog.metrics) all += texts[id] = metric_text(metric, catalog);
  return name.empty() ? all : find_entry(texts, "metric", name);
}

}  // namespace nameplate
