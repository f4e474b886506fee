#include "host/compile/builds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/compile/metric_inputs.hpp"
#include "host/refuse.hpp"

namespace nameplate {
namespace {

Transform transform_of(ParameterId id) {
  if (id == ParameterId::completion_probability) return Transform::probit;
  if (id == ParameterId::grid_intensity_trend) return Transform::log2_of_1p;
  if (id == ParameterId::ramp_months) return Transform::reciprocal;
  return Transform::none;
}

std::set<ParameterId> needed_parameters(Catalog const& catalog, Asked const& asked) {
  std::set<ParameterId> needed(schedule_parameters().begin(), schedule_parameters().end());
  auto const add = [&](MetricId id) {
    for (ParameterId const parameter : metric_parameters(id)) needed.insert(parameter);
  };
  for (MetricName const& metric : asked.model_metrics) add(metric.id);
  for (auto const& entry : catalog.builds) needed.merge(size_parameters(entry.second));
  return needed;
}

/// Sum of the phases' planned MW.
double listed_mw(Build const& build) {
  double sum = 0;
  for (Phase const& phase : build.phases) sum += phase.planned_mw.value_or(0);
  return sum;
}

/// MW planned for a phase; 0 for a phase whose share is of a contract.
double planned_mw(Build const& build, Phase const& phase) {
  if (phase.share) return build.capacity_gw ? *phase.share * *build.capacity_gw * 1000 : 0.0;
  double const scale = build.capacity_gw ? *build.capacity_gw * 1000 / listed_mw(build) : 1.0;
  return *phase.planned_mw * scale;
}

/// MW announced in all phases but the cancelled.
double announced_mw(Build const& build) {
  double sum = 0;
  for (Phase const& phase : build.phases)
    if (phase.status != Status::cancelled) sum += planned_mw(build, phase);
  return sum;
}

bool shifts_completion(Build const& build) {
  auto const shifts = [](FinancingReading const& reading) { return reading.completion_shift != 0; };
  return build.financing &&
         std::any_of(build.financing->readings.begin(), build.financing->readings.end(), shifts);
}

/// \pre the build has a phase that is not cancelled
std::size_t first_live_phase(Build const& build) {
  auto const is_live = [](Phase const& phase) { return phase.status != Status::cancelled; };
  return static_cast<std::size_t>(std::find_if(build.phases.begin(), build.phases.end(), is_live) -
                                  build.phases.begin());
}

}  // namespace

std::set<ParameterId> size_parameters(Build const& build) {
  std::set<ParameterId> parameters;
  if (build.contract_usd_bn)
    parameters = {ParameterId::contract_years, ParameterId::contract_utilization,
                  ParameterId::price_usd_per_accelerator_hour, ParameterId::it_kw_per_accelerator};
  if (build.basis.systems > 0) parameters.insert(ParameterId::it_per_systems);
  return parameters;
}

BuildPlanner::BuildPlanner(Catalog const& catalog, Asked const& asked, Values& values)
    : catalog_(catalog),
      asked_(asked),
      values_(values),
      needed_(needed_parameters(catalog, asked)) {}

ValueRef BuildPlanner::value_of(ParameterId id, Build const& build, std::size_t phase,
                                Platform const* platform) {
  if (!needs(id)) return values_.constant(0);
  std::optional<ResolvedLaw> const law = resolve(catalog_, id, build, phase, platform);
  if (!law) {
    refuse("builds." + build.id,
           fmt::format("no law for {0}: give it in parameters.{0} or here", info(id).name),
           build.at);
  }
  return values_.variable(id, *law, transform_of(id));
}

ValueRef BuildPlanner::basis_of(Build const& build) {
  Distribution law;
  law.family = Family::discrete;
  double const weights[] = {build.basis.facility, build.basis.it, build.basis.systems};
  for (int i = 0; i < 3; ++i) {
    if (weights[i] == 1) return values_.constant(i);
    if (weights[i] == 0) continue;
    law.x.push_back(i);
    law.p.push_back(weights[i]);
  }
  return values_.unloaded("basis", "build:" + build.id,
                          static_cast<std::uint32_t>(ParameterId::basis), law);
}

ValueRef BuildPlanner::mix_of(Build const& build, std::size_t phase, PlannedBuild& planned) {
  PlannedMix mix;
  bool is_shared = true;
  for (auto const& [id, share] : build.phases[phase].platforms) {
    Platform const& platform = catalog_.platforms.at(id);
    auto const value = [&](ParameterId parameter) {
      return value_of(parameter, build, phase, &platform);
    };
    PlannedMixPart const part{
        static_cast<float>(share),
        &platform,
        needs(ParameterId::it_kw_per_accelerator) ? value(ParameterId::it_kw_per_accelerator)
                                                  : values_.constant(1),
        value(ParameterId::training_mfu),
        value(ParameterId::inference_utilization),
        value(ParameterId::capex_usd_bn_per_it_gw),
        build.contract_usd_bn ? value(ParameterId::price_usd_per_accelerator_hour)
                              : values_.constant(0)};
    for (ValueRef const ref :
         {part.kw, part.training_mfu, part.inference_utilization, part.capex, part.price}) {
      is_shared = is_shared && ref.kind != ValueRef::Kind::local;
    }
    mix.parts.push_back(part);
  }

  std::vector<PlannedMix>& mixes = is_shared ? shared_mixes_ : planned.mixes;
  for (PlannedMix const& known : mixes) {
    if (known.parts == mix.parts) return known.first;
  }
  mix.first = values_.reserve(is_shared, static_cast<std::uint32_t>(MixValue::count));
  mixes.push_back(mix);
  return mix.first;
}

PlannedPhase BuildPlanner::phase_of(Build const& build, std::size_t index) {
  Phase const& phase = build.phases[index];
  PlannedPhase planned{};
  planned.planned_mw = static_cast<float>(planned_mw(build, phase));
  planned.contract_share =
      build.contract_usd_bn ? static_cast<float>(phase.share.value_or(0)) : 0.0f;
  planned.announced_month = static_cast<float>(phase.energized_month);
  planned.start_month = static_cast<float>(phase.energized_month + build.slip_months);
  planned.delay = value_of(ParameterId::delay_months, build, index);
  planned.threshold = value_of(ParameterId::completion_probability, build, index);
  planned.size = value_of(ParameterId::size_factor, build, index);
  planned.per_ramp = value_of(ParameterId::ramp_months, build, index);
  planned.completion = completion_of(build, index, planned.threshold);
  return planned;
}

ValueRef BuildPlanner::completion_of(Build const& build, std::size_t index, ValueRef threshold) {
  std::optional<double> probability;
  if (threshold.kind == ValueRef::Kind::constant && !shifts_completion(build)) {
    probability =
        resolve(catalog_, ParameterId::completion_probability, build, index)->law->parameters[0];
    if (*probability == 0 || *probability == 1) return values_.constant(0);  // certain: no draw
  }
  Scope const scope = find_parameter(catalog_, ParameterId::completion)->scope;
  std::string const stream = scope == Scope::phase   ? fmt::format("phase:{}/{}", build.id, index)
                             : scope == Scope::build ? "build:" + build.id
                                                     : "global";
  return values_.latent(stream, probability);
}

void BuildPlanner::add_segments(Build const& build, PlannedBuild& planned) {
  for (std::size_t i = 0; i < build.phases.size(); ++i) {
    if (build.phases[i].status == Status::cancelled) continue;
    ValueRef const mix = mix_of(build, i, planned);
    auto const same_mix = [&](PlannedSegment const& segment) { return segment.mix == mix; };
    auto segment = std::find_if(planned.segments.begin(), planned.segments.end(), same_mix);
    if (segment == planned.segments.end()) segment = planned.segments.insert(segment, {mix, {}});
    segment->phases.push_back(phase_of(build, i));
  }
}

void BuildPlanner::add_memberships(Build const& build, PlannedBuild& planned) {
  std::vector<ValueRef> shares;
  for (Overlap const& overlap : build.overlaps) {
    shares.push_back(values_.unloaded("overlap", "overlap:" + build.id + "/" + overlap.with, 0,
                                      overlap.share.distribution));
  }
  for (std::size_t s = 0; s < asked_.scopes.size(); ++s) {
    AskedScope const& scope = asked_.scopes[s];
    if (std::find(scope.builds.begin(), scope.builds.end(), build.id) == scope.builds.end())
      continue;
    PlannedMembership membership{static_cast<std::uint32_t>(s), {}};
    for (std::size_t i = 0; i < build.overlaps.size() && !asked_.is_gross; ++i) {
      std::string const& with = build.overlaps[i].with;
      auto const is_target = [&](std::string const& id) {
        if (id == build.id) return false;
        std::vector<std::string> const& groups = catalog_.builds.at(id).groups;
        return id == with || std::find(groups.begin(), groups.end(), with) != groups.end();
      };
      if (std::any_of(scope.netted_against->begin(), scope.netted_against->end(), is_target))
        membership.overlaps.push_back(shares[i]);
    }
    planned.memberships.push_back(std::move(membership));
  }
}

void BuildPlanner::set_contract(Build const& build, PlannedBuild& planned) {
  if (!build.contract_usd_bn) return;
  planned.contract_usd = static_cast<float>(*build.contract_usd_bn * 1e9);
  planned.contract_mix = planned.segments.front().mix;
}

/// The reading of the announced money is one draw; what it means for each quantity are steps of the
/// same random word.
void BuildPlanner::set_financing(Build const& build, PlannedBuild& planned) {
  planned.capex_factor = values_.constant(1);
  planned.completion_shift = planned.funds_usd_bn_per_mw = values_.constant(0);
  if (!build.financing) return;
  auto const drawn = [&](auto const& quantity) {
    Distribution law;
    law.family = Family::discrete;
    for (FinancingReading const& reading : build.financing->readings) {
      law.x.push_back(quantity(reading));
      law.p.push_back(reading.probability);
    }
    return law.x.size() == 1 ? values_.constant(law.x.front())
                             : values_.unloaded("financing", "financing:" + build.id, 0, law);
  };
  double const usd_bn_per_mw = build.financing->usd_bn / announced_mw(build);
  planned.capex_factor =
      drawn([](FinancingReading const& reading) { return reading.capex_factor; });
  planned.completion_shift =
      drawn([](FinancingReading const& reading) { return reading.completion_shift; });
  planned.funds_usd_bn_per_mw =
      drawn([&](FinancingReading const& reading) { return reading.funds_share * usd_bn_per_mw; });
}

PlannedBuild BuildPlanner::plan(Build const& build) {
  values_.begin_build(build.id);
  PlannedBuild planned;
  for (int i = 0; i < parameter_count; ++i) {
    auto const id = static_cast<ParameterId>(i);
    bool const is_per_build = info(id).reach == Reach::build && id != ParameterId::basis &&
                              (build.contract_usd_bn || (id != ParameterId::contract_years &&
                                                         id != ParameterId::contract_utilization));
    planned.values[static_cast<std::size_t>(i)] =
        is_per_build ? value_of(id, build, first_live_phase(build)) : values_.constant(0);
  }
  planned.values[static_cast<std::size_t>(ParameterId::basis)] = basis_of(build);
  add_segments(build, planned);
  add_memberships(build, planned);
  set_contract(build, planned);
  set_financing(build, planned);
  if (auto const at = asked_.given.find(build.id); at != asked_.given.end())
    planned.condition = at->second;
  auto const us_value = [&](ParameterId id) {
    if (!needs(id)) return values_.constant(1);
    std::optional<ResolvedLaw> const law = resolve_in_region(catalog_, id, "us");
    return law ? values_.variable(id, *law) : values_.constant(1);
  };
  planned.us_kwh = us_value(ParameterId::household_kwh_per_year);
  planned.us_peak = us_value(ParameterId::household_peak_kw);
  planned.draws = values_.take_local_draws();
  return planned;
}

}  // namespace nameplate
