#pragma once

#include <cstdint>

#include "kernels/portability.hpp"

/// The quantities that a run reports, as data. A metric is one row here and one formula in
/// chain.hpp.
namespace nameplate {

enum class MetricId : std::uint8_t {
  planned_gw,
  facility_gw,
  gross_gw,
  overlap_gw,
  it_gw,
  accelerators,
  dies,
  peak_bf16_eflops,
  peak_fp8_eflops,
  peak_fp4_eflops,
  h100e,
  effective_eflops,
  inference_eflops,
  average_gw,
  peak_gw,
  energy_twh,
  it_energy_twh,
  homes_energy,
  homes_nameplate,
  homes_peak,
  us_homes_energy,
  us_homes_nameplate,
  us_homes_peak,
  co2_mt,
  water_gl,
  capex_usd_bn,
  power_bill_usd_bn,
  inference_gw,
  tokens_per_day,
  users,
  planned_capex_usd_bn,
  funds_usd_bn,
  revenue_usd_bn,
  cost_usd_bn,
  count
};
inline constexpr int metric_count = static_cast<int>(MetricId::count);

/// Every metric is linear in one of these curves of the announced power, summed over a build's
/// phases.
enum class Curve : std::uint8_t {
  plan,    // announced power by the announced dates [MW]
  online,  // power online at the date [MW]
  supply,  // integral of the power online over the 12 months that end at the date [MW month]
};

struct MetricInfo {
  char const* name;
  char const* unit;
  Curve curve;
  int min_exponent, max_exponent;  // tallied range is [2^min, 2^max) in `unit`; what lies outside
                                   // is counted apart
  char const* title;
  char const* formula;
};

/// One row per metric, in the order of MetricId. P_f, P_it: facility and IT power online; net of
/// overlap except gross_gw.
inline constexpr MetricInfo metric_table[metric_count] = {
    {"planned_gw", "GW", Curve::plan, -14, 12, "planned facility power",
     "announced power by the announced dates, on the facility basis"},
    {"facility_gw", "GW", Curve::online, -14, 12, "facility power online",
     "P_f = sum over phases of planned x completes x size_factor x online share; x "
     "design_peak_ratio on an IT basis"},
    {"gross_gw", "GW", Curve::online, -14, 12, "facility power online, gross",
     "P_f before overlaps are taken off"},
    {"overlap_gw", "GW", Curve::online, -14, 12, "overlap taken off",
     "gross_gw x share already counted in other builds"},
    {"it_gw", "GW", Curve::online, -14, 12, "IT power online", "P_it = P_f / design_peak_ratio"},
    {"accelerators", "packages", Curve::online, 0, 34, "accelerators",
     "N = P_it x ai_share x (1 - unfilled_share) / it_kw_per_accelerator"},
    {"dies", "dies", Curve::online, 0, 36, "accelerator dies", "N x dies per package"},
    {"peak_bf16_eflops", "EFLOP/s", Curve::online, -8, 26, "peak compute, bf16",
     "N x dense bf16 peak per package"},
    {"peak_fp8_eflops", "EFLOP/s", Curve::online, -8, 26, "peak compute, fp8",
     "N x dense fp8 (or int8) peak per package"},
    {"peak_fp4_eflops", "EFLOP/s", Curve::online, -8, 26, "peak compute, fp4",
     "N x dense fp4 peak per package that has it"},
    {"h100e", "H100e", Curve::online, 0, 36, "H100-equivalents (peak)",
     "N x dense fp8 peak / 1.979 PFLOP/s"},
    {"effective_eflops", "EFLOP/s", Curve::online, -12, 24, "effective compute, training",
     "bf16 peak x training_mfu x availability x chips_allocated"},
    {"inference_eflops", "EFLOP/s", Curve::online, -12, 24, "effective compute, inference",
     "fp8 peak x inference_utilization x availability x chips_allocated"},
    {"average_gw", "GW", Curve::online, -14, 12, "average draw", "P_f x load_factor"},
    {"peak_gw", "GW", Curve::online, -14, 12, "peak draw",
     "P_f x peak_to_nameplate; x portfolio_coincidence where several builds are added"},
    {"energy_twh", "TWh", Curve::supply, -12, 16, "energy",
     "load_factor x integral of P_f over the 12 months to the date"},
    {"it_energy_twh", "TWh", Curve::supply, -12, 16, "IT energy", "energy_twh / annual_pue"},
    {"homes_energy", "households", Curve::supply, 4, 36, "households, energy basis",
     "energy_twh / household_kwh_per_year of the build's region"},
    {"homes_nameplate", "households", Curve::online, 4, 36, "households, nameplate basis",
     "P_f x 8760 h / household_kwh_per_year of the build's region"},
    {"homes_peak", "households", Curve::online, 4, 36, "households, peak basis",
     "average_gw / household_peak_kw of the build's region"},
    {"us_homes_energy", "households", Curve::supply, 4, 36, "US households, energy basis",
     "energy_twh / household_kwh_per_year of region us"},
    {"us_homes_nameplate", "households", Curve::online, 4, 36, "US households, nameplate basis",
     "P_f x 8760 h / household_kwh_per_year of region us"},
    {"us_homes_peak", "households", Curve::online, 4, 36, "US households, peak basis",
     "average_gw / household_peak_kw of region us"},
    {"co2_mt", "Mt", Curve::supply, -12, 16, "CO2",
     "energy_twh x ((1 - onsite_generation_share) x grid_kg_co2_per_kwh x (1 + "
     "grid_intensity_trend)^years x (1 + grid_loss) "
     "+ onsite_generation_share x onsite_kg_co2_per_kwh)"},
    {"water_gl", "GL", Curve::supply, -12, 18, "water used on site",
     "it_energy_twh x water_l_per_it_kwh"},
    {"capex_usd_bn", "USD bn", Curve::online, -8, 20, "capital cost of what is online",
     "P_it x capex_usd_bn_per_it_gw x capex factor of the financing"},
    {"power_bill_usd_bn", "USD bn", Curve::supply, -12, 16, "power bill",
     "energy_twh x electricity_usd_per_kwh"},
    {"inference_gw", "GW", Curve::online, -14, 12, "facility power that serves users",
     "P_f x s; s = inference_share + inference_share_trend x years since the epoch, in 0..1"},
    {"tokens_per_day", "T tokens/day", Curve::online, -12, 24, "tokens computed a day",
     "inference_eflops x s x 86400 s / (2 x active_parameters_bn x (1 + attention_overhead)); "
     "computed tokens: output and uncached input"},
    {"users", "users", Curve::online, 8, 46, "users served",
     "of a use: tokens_per_day / (tokens_per_use x uses_per_user_day x peak_to_mean)"},
    {"planned_capex_usd_bn", "USD bn", Curve::plan, -8, 20, "capital cost of what is announced",
     "announced IT power by the announced dates x capex_usd_bn_per_it_gw x capex factor of the "
     "financing"},
    {"funds_usd_bn", "USD bn", Curve::plan, -8, 20, "announced funds for capital cost",
     "usd_bn of the financing x funds share of its reading x share of the power announced by the "
     "date"},
    {"revenue_usd_bn", "USD bn", Curve::supply, -12, 16, "revenue",
     "integral of P_f over the 12 months to the date x revenue_usd_bn_per_gw_year"},
    {"cost_usd_bn", "USD bn", Curve::supply, -12, 16, "cost: depreciation and power",
     "capital cost of the power online / useful_life_years + power_bill_usd_bn"},
};

/// Whether only the share of the compute that serves users counts.
constexpr bool is_inference_only(MetricId id) {
  return id == MetricId::inference_gw || id == MetricId::tokens_per_day || id == MetricId::users;
}

/// Whether the coefficient is read off the platform mix, so that it differs between the segments of
/// a build.
constexpr bool reads_mix(MetricId id) {
  switch (id) {
    case MetricId::accelerators:
    case MetricId::dies:
    case MetricId::peak_bf16_eflops:
    case MetricId::peak_fp8_eflops:
    case MetricId::peak_fp4_eflops:
    case MetricId::h100e:
    case MetricId::effective_eflops:
    case MetricId::inference_eflops:
    case MetricId::capex_usd_bn:
    case MetricId::planned_capex_usd_bn:
    case MetricId::tokens_per_day:
    case MetricId::users:
    case MetricId::cost_usd_bn:
      return true;
    default:
      return false;
  }
}

constexpr MetricInfo const& info(MetricId id) { return metric_table[static_cast<int>(id)]; }

}  // namespace nameplate
