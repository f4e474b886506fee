#include "host/compile/metric_inputs.hpp"

namespace nameplate {

using enum ParameterId;

std::vector<ParameterId> const& schedule_parameters() {
  static std::vector<ParameterId> const parameters = {
      delay_months, completion,  completion_probability,
      size_factor,  ramp_months, design_peak_ratio};
  return parameters;
}

namespace {

std::vector<ParameterId> operator+(std::vector<ParameterId> a, std::vector<ParameterId> const& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

}  // namespace

std::vector<ParameterId> metric_parameters(MetricId id) {
  std::vector<ParameterId> filled = {ai_share, unfilled_share, it_kw_per_accelerator};
  std::vector<ParameterId> const at_work = filled + std::vector{availability, chips_allocated};
  std::vector<ParameterId> served = {inference_share, inference_share_trend};
  switch (id) {
    case MetricId::accelerators:
    case MetricId::dies:
    case MetricId::peak_bf16_eflops:
    case MetricId::peak_fp8_eflops:
    case MetricId::peak_fp4_eflops:
    case MetricId::h100e:
      return filled;
    case MetricId::effective_eflops:
      return at_work + std::vector{training_mfu};
    case MetricId::inference_eflops:
      return at_work + std::vector{inference_utilization};
    case MetricId::inference_gw:
      return served;
    case MetricId::tokens_per_day:
    case MetricId::users:
      return at_work + served +
             std::vector{inference_utilization, active_parameters_bn, attention_overhead};
    case MetricId::average_gw:
    case MetricId::energy_twh:
      return {load_factor};
    case MetricId::peak_gw:
      return {peak_to_nameplate, portfolio_coincidence};
    case MetricId::it_energy_twh:
      return {load_factor, annual_pue};
    case MetricId::homes_energy:
    case MetricId::us_homes_energy:
      return {load_factor, household_kwh_per_year};
    case MetricId::homes_nameplate:
    case MetricId::us_homes_nameplate:
      return {household_kwh_per_year};
    case MetricId::homes_peak:
    case MetricId::us_homes_peak:
      return {load_factor, household_peak_kw};
    case MetricId::co2_mt:
      return {load_factor, onsite_generation_share, onsite_kg_co2_per_kwh, grid_kg_co2_per_kwh,
              grid_loss,   grid_intensity_trend};
    case MetricId::water_gl:
      return {load_factor, annual_pue, water_l_per_it_kwh};
    case MetricId::capex_usd_bn:
    case MetricId::planned_capex_usd_bn:
      return {capex_usd_bn_per_it_gw};
    case MetricId::power_bill_usd_bn:
      return {load_factor, electricity_usd_per_kwh};
    case MetricId::revenue_usd_bn:
      return {revenue_usd_bn_per_gw_year};
    case MetricId::cost_usd_bn:
      return {capex_usd_bn_per_it_gw, useful_life_years, load_factor, electricity_usd_per_kwh};
    default:
      return {};
  }
}

bool needs_us_region(MetricId id) {
  return id == MetricId::us_homes_energy || id == MetricId::us_homes_nameplate ||
         id == MetricId::us_homes_peak;
}

bool reads_in_us_region(MetricId metric, ParameterId parameter) {
  return needs_us_region(metric) &&
         (parameter == household_kwh_per_year || parameter == household_peak_kw);
}

}  // namespace nameplate
