#pragma once

#include "kernels/plan_view.hpp"
#include "kernels/real.hpp"

/// The capacity chain: from announced power to compute, draw, energy, households, carbon, water and
/// money. Every metric is a coefficient of one path and build times a curve of its power
/// (metrics.hpp), so the formulas stand here once.
namespace nameplate {
inline namespace NAMEPLATE_ISA {

inline constexpr float hours_per_year = 8760.0f;
inline constexpr float hours_per_month = 730.0f;  // 12 equal months
inline constexpr float h100_fp8_pflops =
    1.979f;  // dense, NVIDIA H100 SXM: the unit of H100-equivalents
/// Tokens of 2e9 FLOP (2 for each of a billion parameters), in 1e12 a day, of a PFLOP/s.
inline constexpr float tera_tokens_per_pflops = static_cast<float>(1e15 * 86400 / 2e9 / 1e12);

/// Per MW of IT power, the sum over a mix's platforms weighted by their share.
template <class V>
NAMEPLATE_HD void evaluate_mix(PlanView plan, Mix const& mix, Slots<V> slots) {
  constexpr int count = static_cast<int>(MixValue::count);
  V sum[count];
  NAMEPLATE_UNROLL
  for (int i = 0; i < count; ++i) sum[i] = V(0.0f);
  for (std::uint32_t i = mix.parts.first; i < mix.parts.first + mix.parts.count; ++i) {
    MixPart const& part = plan.mix_parts()[i];
    V const packages = V(part.share * 1000.0f) / slots[part.kw_slot];  // per MW
    V const bf16 = packages * V(part.peak_bf16_pflops);
    V const fp8 = packages * V(part.peak_fp8_pflops);
    V const term[count] = {packages,
                           packages * V(part.dies_per_package),
                           bf16,
                           fp8,
                           packages * V(part.peak_fp4_pflops),
                           bf16 * slots[part.training_mfu_slot],
                           fp8 * slots[part.inference_utilization_slot],
                           V(part.share * 1e-3f) * slots[part.capex_slot],
                           packages * slots[part.price_slot]};
    NAMEPLATE_UNROLL
    for (int k = 0; k < count; ++k) sum[k] = sum[k] + term[k];
  }
  for (int k = 0; k < count; ++k) slots[mix.first_slot + static_cast<std::uint32_t>(k)] = sum[k];
}

/// What the metrics of one build read on one path.
template <class V>
class BuildPath {
 public:
  NAMEPLATE_HD BuildPath(BuildRecord const& build, Slots<V> slots) : build_(build), slots_(slots) {
    V const basis = value(ParameterId::basis);  // 0: facility, 1: IT, 2: accelerator systems
    V const ratio = value(ParameterId::design_peak_ratio);
    V const it_per_announced = select(basis > V(1.5f), value(ParameterId::it_per_systems), V(1.0f));
    auto const is_facility = basis < V(0.5f);
    facility_ = select(is_facility, V(1.0f), it_per_announced * ratio);
    it_ = select(is_facility, V(1.0f) / ratio, it_per_announced);
  }

  NAMEPLATE_HD V value(ParameterId id) const {
    return slots_[build_.slot_of[static_cast<int>(id)]];
  }

  /// IT power that the contract buys [MW]: dollars over (hours x price x utilization), at the mix's
  /// price per MW hour.
  NAMEPLATE_HD V contract_mw() const {
    V const hours = value(ParameterId::contract_years) * V(hours_per_year);
    V const price =
        slots_[build_.contract_mix_slot + static_cast<std::uint32_t>(MixValue::price_usd_per_hour)];
    return V(build_.contract_usd) / (hours * price * value(ParameterId::contract_utilization));
  }

  /// A metric per MW of the announced power's curve (MW month for `supply`), in its unit. For
  /// co2_mt the part made on site; grid_co2() is the other. Before the share that serves users.
  NAMEPLATE_HD V coefficient(PlanView plan, MetricRecord const& metric,
                             std::uint32_t mix_slot) const {
    switch (metric.id) {
      case MetricId::planned_gw:
      case MetricId::facility_gw:
      case MetricId::gross_gw:
      case MetricId::overlap_gw:
      case MetricId::inference_gw:
        return facility_ * V(1e-3f);
      case MetricId::it_gw:
        return it_ * V(1e-3f);
      case MetricId::accelerators:
        return filled_it() * mix(mix_slot, MixValue::packages);
      case MetricId::dies:
        return filled_it() * mix(mix_slot, MixValue::dies);
      case MetricId::peak_bf16_eflops:
        return filled_it() * mix(mix_slot, MixValue::bf16_pflops) * V(1e-3f);
      case MetricId::peak_fp8_eflops:
        return filled_it() * mix(mix_slot, MixValue::fp8_pflops) * V(1e-3f);
      case MetricId::peak_fp4_eflops:
        return filled_it() * mix(mix_slot, MixValue::fp4_pflops) * V(1e-3f);
      case MetricId::h100e:
        return filled_it() * mix(mix_slot, MixValue::fp8_pflops) * V(1.0f / h100_fp8_pflops);
      case MetricId::effective_eflops:
        return at_work() * mix(mix_slot, MixValue::training_pflops) * V(1e-3f);
      case MetricId::inference_eflops:
        return inference_pflops(mix_slot) * V(1e-3f);
      case MetricId::average_gw:
        return average() * V(1e-3f);
      case MetricId::peak_gw:
        return facility_ * value(ParameterId::peak_to_nameplate) * V(1e-3f);
      case MetricId::energy_twh:
        return energy_mwh() * V(1e-6f);
      case MetricId::it_energy_twh:
        return it_energy_mwh() * V(1e-6f);
      case MetricId::homes_energy:
        return energy_mwh() * V(1e3f) / value(ParameterId::household_kwh_per_year);
      case MetricId::homes_nameplate:
        return facility_ * V(1e3f * hours_per_year) / value(ParameterId::household_kwh_per_year);
      case MetricId::homes_peak:
        return average() * V(1e3f) / value(ParameterId::household_peak_kw);
      case MetricId::us_homes_energy:
        return energy_mwh() * V(1e3f) / slots_[build_.us_kwh_slot];
      case MetricId::us_homes_nameplate:
        return facility_ * V(1e3f * hours_per_year) / slots_[build_.us_kwh_slot];
      case MetricId::us_homes_peak:
        return average() * V(1e3f) / slots_[build_.us_peak_slot];
      case MetricId::co2_mt:  // MWh x kg/kWh = tonnes
        return energy_mwh() * V(1e-6f) * value(ParameterId::onsite_generation_share) *
               value(ParameterId::onsite_kg_co2_per_kwh);
      case MetricId::water_gl:  // MWh x L/kWh = thousands of litres
        return it_energy_mwh() * V(1e-6f) * value(ParameterId::water_l_per_it_kwh);
      case MetricId::capex_usd_bn:
      case MetricId::planned_capex_usd_bn:
        return capex_usd_bn(mix_slot);
      case MetricId::power_bill_usd_bn:
        return power_bill_usd_bn();
      case MetricId::tokens_per_day:
        return tera_tokens_per_day(mix_slot);
      case MetricId::users:
        return tera_tokens_per_day(mix_slot) * V(1e12f) / tokens_per_user(plan.uses()[metric.use]);
      case MetricId::funds_usd_bn:
        return slots_[build_.funds_usd_bn_per_mw_slot];
      case MetricId::revenue_usd_bn:
        return facility_ * V(1e-3f / 12.0f) * value(ParameterId::revenue_usd_bn_per_gw_year);
      default:  // cost_usd_bn
        return fma(capex_usd_bn(mix_slot), V(1.0f / 12.0f) / value(ParameterId::useful_life_years),
                   power_bill_usd_bn());
    }
  }

  /// CO2 of the energy taken from the grid, at the epoch's intensity [Mt per MW month].
  NAMEPLATE_HD V grid_co2() const {
    V const from_grid =
        energy_mwh() * V(1e-6f) * (V(1.0f) - value(ParameterId::onsite_generation_share));
    return from_grid * value(ParameterId::grid_kg_co2_per_kwh) *
           (V(1.0f) + value(ParameterId::grid_loss));
  }

 private:
  NAMEPLATE_HD V mix(std::uint32_t first_slot, MixValue id) const {
    return slots_[first_slot + static_cast<std::uint32_t>(id)];
  }

  /// IT power in filled AI halls per MW announced.
  NAMEPLATE_HD V filled_it() const {
    return it_ * value(ParameterId::ai_share) * (V(1.0f) - value(ParameterId::unfilled_share));
  }
  NAMEPLATE_HD V at_work() const {
    return filled_it() * value(ParameterId::availability) * value(ParameterId::chips_allocated);
  }
  /// Average facility draw per MW announced. The load factor is defined on facility nameplate: no
  /// PUE on top.
  NAMEPLATE_HD V average() const { return facility_ * value(ParameterId::load_factor); }
  NAMEPLATE_HD V energy_mwh() const { return average() * V(hours_per_month); }
  NAMEPLATE_HD V it_energy_mwh() const { return energy_mwh() / value(ParameterId::annual_pue); }

  NAMEPLATE_HD V capex_usd_bn(std::uint32_t mix_slot) const {
    return it_ * mix(mix_slot, MixValue::capex_usd_bn) * slots_[build_.capex_factor_slot];
  }
  NAMEPLATE_HD V power_bill_usd_bn() const {  // MWh x USD/kWh = thousands of dollars
    return energy_mwh() * V(1e-6f) * value(ParameterId::electricity_usd_per_kwh);
  }

  NAMEPLATE_HD V inference_pflops(std::uint32_t mix_slot) const {
    return at_work() * mix(mix_slot, MixValue::inference_pflops);
  }
  /// A token costs 2 FLOP for each parameter that it passes through, and attention on top.
  NAMEPLATE_HD V tera_tokens_per_day(std::uint32_t mix_slot) const {
    V const billions = value(ParameterId::active_parameters_bn) *
                       (V(1.0f) + value(ParameterId::attention_overhead));
    return inference_pflops(mix_slot) * V(tera_tokens_per_pflops) / billions;
  }
  /// Tokens a day that capacity must be held for, per user.
  NAMEPLATE_HD V tokens_per_user(UseRecord const& use) const {
    return slots_[use.tokens_per_use_slot] * slots_[use.uses_per_user_day_slot] *
           slots_[use.peak_to_mean_slot];
  }

  BuildRecord const& build_;
  Slots<V> slots_;
  V facility_, it_;  // MW of facility and of IT power per MW announced
};

}  // namespace NAMEPLATE_ISA
}  // namespace nameplate
