#include "tests/support/tiny_catalog.hpp"

#include <fmt/format.h>

#include "kernels/parameters.hpp"

namespace nameplate {
namespace {

struct Value {
  char const* scope;
  double value;
};

/// Pairwise different, and no product of two is a third, so that a wrong factor shows.
std::map<std::string, Value> const values = {
    {"delay_months", {"phase", 0}},
    {"completion_probability", {"global", 1}},
    {"size_factor", {"phase", 1}},
    {"ramp_months", {"phase", 1}},
    {"design_peak_ratio", {"build", 1.25}},
    {"annual_pue", {"build", 1.15}},
    {"load_factor", {"build", 0.71}},
    {"peak_to_nameplate", {"build", 0.87}},
    {"portfolio_coincidence", {"global", 0.93}},
    {"ai_share", {"build", 0.97}},
    {"unfilled_share", {"build", 0.11}},
    {"it_per_systems", {"global", 1.14}},
    {"it_kw_per_accelerator", {"platform", 2.1}},
    {"training_mfu", {"platform", 0.41}},
    {"inference_utilization", {"platform", 0.13}},
    {"availability", {"build", 0.92}},
    {"chips_allocated", {"build", 0.83}},
    {"capex_usd_bn_per_it_gw", {"platform", 43}},
    {"price_usd_per_accelerator_hour", {"platform", 3.3}},
    {"contract_utilization", {"build", 0.96}},
    {"contract_years", {"build", 5}},
    {"household_kwh_per_year", {"region", 10500}},
    {"household_peak_kw", {"region", 2.7}},
    {"grid_kg_co2_per_kwh", {"region", 0.37}},
    {"grid_intensity_trend", {"global", -0.04}},
    {"grid_loss", {"global", 0.02}},
    {"onsite_generation_share", {"build", 0.15}},
    {"onsite_kg_co2_per_kwh", {"global", 0.47}},
    {"electricity_usd_per_kwh", {"region", 0.066}},
    {"water_l_per_it_kwh", {"build", 0.38}},
    {"inference_share", {"global", 0.43}},
    {"inference_share_trend", {"global", 0.05}},
    {"active_parameters_bn", {"global", 57}},
    {"attention_overhead", {"global", 0.24}},
    {"useful_life_years", {"global", 5.2}},
    {"revenue_usd_bn_per_gw_year", {"global", 10.7}},
};

std::string unit_of(std::string const& parameter) {
  for (ParameterInfo const& row : parameter_table)
    if (parameter == row.name) return row.unit;
  return "";
}

}  // namespace

double tiny_value(std::string const& parameter) { return values.at(parameter).value; }

TinyCatalog::TinyCatalog() {
  for (auto const& [name, value] : values)
    parameters_[name] = {value.scope, fmt::format("{}", value.value), "", ""};
  parameters_["completion"] = {"phase", "", "", ""};
  add("[uses.chat]\nname = \"Chat\"\n"
      "tokens_per_use = 1300\nuses_per_user_day = 3.7\npeak_to_mean = 1.9");
  add("[regions.us]\nname = \"United States\"");
  add(
      fmt::format("[platforms.chip]\nname = \"Chip\"\ndies_per_package = {}\n"
                  "peak_pflops = {{ bf16 = {}, fp8 = {}, fp4 = {} }}",
                  chip_dies, chip_bf16_pflops, chip_fp8_pflops, chip_fp4_pflops));
}

TinyCatalog& TinyCatalog::law(std::string const& parameter, std::string const& toml) {
  parameters_.at(parameter).law = toml;
  return *this;
}

TinyCatalog& TinyCatalog::by_status(std::string const& parameter, std::string const& toml) {
  parameters_.at(parameter).by_status = toml;
  return *this;
}

TinyCatalog& TinyCatalog::scope(std::string const& parameter, std::string const& word) {
  parameters_.at(parameter).scope = word;
  return *this;
}

TinyCatalog& TinyCatalog::loadings(std::string const& parameter, std::string const& toml) {
  parameters_.at(parameter).loadings = toml;
  return *this;
}

TinyCatalog& TinyCatalog::factors(std::string const& names, std::string const& correlation) {
  factors_ = fmt::format("[factors]\nnames = {}\ncorrelation = {}\n", names, correlation);
  return *this;
}

TinyCatalog& TinyCatalog::build(TinyBuild const& build) {
  return add(fmt::format(
      "[builds.{0}]\nname = \"{0}\"\nannounced = \"2024\"\nregion = \"{1}\"\nbasis = {2}\n"
      "status = \"{3}\"\nplatforms = {4}\ngroups = {5}\nparameters = {6}\noverlaps = {7}\n"
      "phases = {8}\n{9}",
      build.id, build.region, build.basis, build.status, build.platforms, build.groups,
      build.parameters, build.overlaps, build.phases, build.further));
}

TinyCatalog& TinyCatalog::add(std::string const& toml) {
  entries_.push_back(toml + "\n");
  return *this;
}

std::string TinyCatalog::text() const {
  std::string text = "schema = 1\nname = \"Tiny\"\nepoch = \"2025-01\"\n" + factors_;
  for (auto const& [name, parameter] : parameters_) {
    text += fmt::format("[parameters.{}]\nscope = \"{}\"\nunit = \"{}\"\n", name, parameter.scope,
                        unit_of(name));
    if (!parameter.law.empty()) text += fmt::format("distribution = {}\n", parameter.law);
    if (!parameter.by_status.empty())
      text += fmt::format("by_status = {{ {} }}\n", parameter.by_status);
    if (!parameter.loadings.empty())
      text += fmt::format("loadings = {{ {} }}\n", parameter.loadings);
  }
  for (std::string const& entry : entries_) text += entry;
  return text;
}

Catalog TinyCatalog::parse() const { return parse_catalog(text(), "tiny.toml"); }

}  // namespace nameplate
