#pragma once

#include <cstdint>

/// The model's parameters, as data. The position of a parameter is the word of its draw within a
/// stream (position / 4 is the Philox block), so it is part of the numeric contract: append, never
/// reorder. Those drawn together stand together.
namespace nameplate {

enum class ParameterId : std::uint8_t {
  delay_months,
  completion,
  size_factor,
  ramp_months,
  design_peak_ratio,
  load_factor,
  it_kw_per_accelerator,
  training_mfu,
  availability,
  chips_allocated,
  ai_share,
  unfilled_share,
  annual_pue,
  peak_to_nameplate,
  onsite_generation_share,
  water_l_per_it_kwh,
  basis,  // which reading of the announced power holds; its law is the build's `basis`
  contract_years,
  contract_utilization,
  price_usd_per_accelerator_hour,
  household_kwh_per_year,
  household_peak_kw,
  grid_kg_co2_per_kwh,
  electricity_usd_per_kwh,
  grid_loss,
  grid_intensity_trend,
  onsite_kg_co2_per_kwh,
  portfolio_coincidence,
  capex_usd_bn_per_it_gw,
  inference_utilization,
  it_per_systems,
  completion_probability,
  inference_share,
  inference_share_trend,
  active_parameters_bn,
  attention_overhead,
  useful_life_years,
  revenue_usd_bn_per_gw_year,
  count
};
inline constexpr int parameter_count = static_cast<int>(ParameterId::count);

/// The narrowest thing for which the model keeps a parameter apart; `mix`: a platform in a phase.
enum class Reach : std::uint8_t { portfolio, build, phase, mix };

struct ParameterInfo {
  char const* name;
  char const* unit;
  double min, max;     // allowed values
  bool min_exclusive;  // min itself is not allowed
  Reach reach;
  char const* description;
};

inline constexpr double no_limit = 1e30;

/// One row per parameter, in the order of ParameterId.
inline constexpr ParameterInfo parameter_table[parameter_count] = {
    {"delay_months", "month", -60, no_limit, false, Reach::phase,
     "from the stated date to first power"},
    {"completion", "1", -no_limit, no_limit, false, Reach::phase,
     "standard normal behind whether a phase is built at all"},
    {"size_factor", "1", 0, no_limit, false, Reach::phase,
     "built over stated capacity, given that it is built"},
    {"ramp_months", "month", 0, no_limit, true, Reach::phase, "from first power to full use"},
    {"design_peak_ratio", "1", 1, 3, false, Reach::build, "facility over IT power at design peak"},
    {"load_factor", "1", 0, 1, false, Reach::build,
     "average facility draw over energized facility nameplate"},
    {"it_kw_per_accelerator", "kW", 0, no_limit, true, Reach::mix,
     "all-in IT power per accelerator package"},
    {"training_mfu", "1", 0, 1, false, Reach::mix,
     "model FLOP utilization of the bf16 peak in training"},
    {"availability", "1", 0, 1, false, Reach::build, "availability times goodput"},
    {"chips_allocated", "1", 0, 1, false, Reach::build, "share of accelerators at work"},
    {"ai_share", "1", 0, 1, false, Reach::build, "share of IT power in AI halls"},
    {"unfilled_share", "1", 0, 1, false, Reach::build,
     "share of AI power provisioned but not filled"},
    {"annual_pue", "1", 1, 3, false, Reach::build, "annual facility over IT energy"},
    {"peak_to_nameplate", "1", 0, 1.5, false, Reach::build,
     "peak facility draw over nameplate, one site"},
    {"onsite_generation_share", "1", 0, 1, false, Reach::build,
     "share of energy made on site from gas"},
    {"water_l_per_it_kwh", "L/kWh", 0, no_limit, false, Reach::build,
     "on-site water per unit of IT energy"},
    {"basis", "1", 0, 2, false, Reach::build,
     "reading of the announced power: facility 0, IT 1, accelerator systems 2"},
    {"contract_years", "year", 0, no_limit, true, Reach::build, "term of a contract in dollars"},
    {"contract_utilization", "1", 0, 1, true, Reach::build,
     "hours billed over all hours of the contract"},
    {"price_usd_per_accelerator_hour", "USD/h", 0, no_limit, true, Reach::mix,
     "large multi-year cloud contract"},
    {"household_kwh_per_year", "kWh", 0, no_limit, true, Reach::build,
     "electricity use of a household"},
    {"household_peak_kw", "kW", 0, no_limit, true, Reach::build,
     "demand of a household at system peak"},
    {"grid_kg_co2_per_kwh", "kg/kWh", 0, no_limit, false, Reach::build,
     "intensity of generation at the epoch"},
    {"electricity_usd_per_kwh", "USD/kWh", 0, no_limit, false, Reach::build, "industrial price"},
    {"grid_loss", "1", 0, 0.5, false, Reach::build, "transmission losses up to the site"},
    {"grid_intensity_trend", "1/year", -1, 1, false, Reach::portfolio,
     "yearly relative change of the grid intensity"},
    {"onsite_kg_co2_per_kwh", "kg/kWh", 0, no_limit, false, Reach::build,
     "intensity of on-site generation"},
    {"portfolio_coincidence", "1", 0, 1, false, Reach::portfolio,
     "coincidence of the peaks of several sites"},
    {"capex_usd_bn_per_it_gw", "USD bn/GW", 0, no_limit, true, Reach::mix,
     "all-in capital cost per GW of IT"},
    {"inference_utilization", "1", 0, 1, false, Reach::mix,
     "useful FLOP over the fp8 peak in inference"},
    {"it_per_systems", "1", 1, 3, false, Reach::build, "IT power over accelerator-system power"},
    {"completion_probability", "1", 0, 1, false, Reach::phase,
     "probability that a phase is built, by status"},
    {"inference_share", "1", 0, 1, false, Reach::build,
     "share of the compute that serves users, at the epoch"},
    {"inference_share_trend", "1/year", -1, 1, false, Reach::build, "yearly change of that share"},
    {"active_parameters_bn", "bn", 0, no_limit, true, Reach::build,
     "model parameters that a token passes through, over the models served"},
    {"attention_overhead", "1", 0, no_limit, false, Reach::build,
     "FLOP of attention over those of the weights"},
    {"useful_life_years", "year", 0, no_limit, true, Reach::build,
     "over which the capital cost is written off"},
    {"revenue_usd_bn_per_gw_year", "USD bn/GW/year", 0, no_limit, false, Reach::build,
     "what users pay for a year of facility power"},
};

constexpr ParameterInfo const& info(ParameterId id) {
  return parameter_table[static_cast<int>(id)];
}

}  // namespace nameplate
