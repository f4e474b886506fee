#include "host/compile/plan_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

#include "host/compile/output_records.hpp"
#include "host/compile/plan_bytes.hpp"
#include "host/refuse.hpp"
#include "kernels/tally.hpp"

namespace nameplate {
namespace {

std::uint32_t size32(std::size_t size) { return static_cast<std::uint32_t>(size); }

/// The time axis: the report dates, then what else the integrals need.
struct TimeAxis {
  std::vector<float> knot_months;
  std::vector<Date> dates;
};

TimeAxis time_axis(Asked const& asked, bool needs_supply) {
  TimeAxis axis;
  for (AskedDate const& date : asked.dates)
    axis.knot_months.push_back(static_cast<float>(date.months));
  for (AskedDate const& date : asked.dates) {
    auto const before = static_cast<float>(date.months - 12);
    auto at = std::find(axis.knot_months.begin(), axis.knot_months.end(), before);
    if (needs_supply && at == axis.knot_months.end()) at = axis.knot_months.insert(at, before);
    axis.dates.push_back({size32(static_cast<std::size_t>(at - axis.knot_months.begin())),
                          static_cast<float>((date.months - 6) / 12)});
  }
  return axis;
}

/// Numbers the slots and writes the records.
class Writer {
 public:
  Writer(Asked const& asked, Values const& values)
      : asked_(asked), values_(values), metrics_(asked.model_metrics) {
    header_.has_given = asked.given.empty() ? 0 : 1;
    header_.needs_inference =
        std::any_of(metrics_.begin(), metrics_.end(),
                    [](MetricName const& metric) { return is_inference_only(metric.id); });
    header_.metric_count = size32(metrics_.size());
    header_.date_count = size32(asked.dates.size());
    header_.scope_count = size32(asked.scopes.size());
    header_.needs_supply = has_curve(Curve::supply);
    header_.needs_plan = has_curve(Curve::plan);
    header_.needs_trend = has_metric(MetricId::co2_mt);
    axis_ = time_axis(asked, header_.needs_supply != 0);
    header_.knot_count = size32(axis_.knot_months.size());
    number_slots();
  }

  Plan write(PlannedModel const& model) {
    header_.shared_groups = add_groups(values_.shared_draws());
    header_.shared_mixes = add_mixes(model.shared_mixes);
    header_.trend_source_slot = slot(model.trend);
    header_.coincidence_slot = slot(model.coincidence);
    for (PlannedBuild const& build : model.builds) add_build(build);
    add_metrics(model.uses);
    for (Formula const& formula : asked_.formulas) add_formula(formula, model.formulas);
    add_outputs();
    plan_.build_count = model.builds.size();
    plan_.variable_count = variables_.size();
    plan_.bytes = bytes();
    return std::move(plan_);
  }

 private:
  bool has_metric(MetricId id) const {
    return std::any_of(metrics_.begin(), metrics_.end(),
                       [&](MetricName const& metric) { return metric.id == id; });
  }
  bool has_curve(Curve curve) const {
    return std::any_of(metrics_.begin(), metrics_.end(),
                       [&](MetricName const& metric) { return info(metric.id).curve == curve; });
  }

  std::uint32_t take(std::uint32_t count) {
    return std::exchange(header_.slot_count, header_.slot_count + count);
  }

  void number_slots() {
    header_.constant_count = size32(values_.constants().size());
    take(header_.constant_count);
    shared_slot_ = take(values_.shared_count());
    local_slot_ = take(values_.local_count());
    header_.online_slot = take(header_.knot_count);
    header_.integral_slot = take(header_.needs_supply != 0 ? header_.knot_count : 0);
    header_.supply_slot = take(header_.needs_supply != 0 ? header_.date_count : 0);
    header_.plan_slot = take(header_.needs_plan != 0 ? header_.date_count : 0);
    header_.trend_slot = take(header_.needs_trend != 0 ? header_.date_count : 0);
    header_.inference_slot = take(header_.needs_inference != 0 ? header_.date_count : 0);
    header_.given_slot = take(header_.has_given);
    header_.coefficient_slot = take(header_.metric_count);
    header_.grid_co2_slot = take(header_.needs_trend);
    header_.accumulator_slot =
        take(header_.scope_count * header_.metric_count * header_.date_count);
    std::uint32_t const formula_count = size32(asked_.formulas.size());
    formula_slot_ = take(header_.scope_count * formula_count * header_.date_count);
    std::uint32_t temporary_count = 0;
    for (Formula const& formula : asked_.formulas)
      temporary_count = std::max(temporary_count, formula.program.temporary_count);
    temporary_slot_ = take(temporary_count);
  }

  std::uint32_t slot(ValueRef value) const {
    switch (value.kind) {
      case ValueRef::Kind::constant:
        return value.index;
      case ValueRef::Kind::shared:
        return shared_slot_ + value.index;
      default:
        return local_slot_ + value.index;
    }
  }

  /// Slots of a metric: of the model, or of a formula's results.
  FormulaPlace place_of(MetricName const& metric) const {
    std::uint32_t const dates = header_.date_count;
    if (metric.formula.empty()) {
      auto const at = std::find(metrics_.begin(), metrics_.end(), metric);
      return {header_.accumulator_slot +
                  size32(static_cast<std::size_t>(at - metrics_.begin())) * dates,
              header_.metric_count * dates};
    }
    auto const at =
        std::find_if(asked_.formulas.begin(), asked_.formulas.end(),
                     [&](Formula const& formula) { return formula.metric->id == metric.formula; });
    return {formula_slot_ + size32(static_cast<std::size_t>(at - asked_.formulas.begin())) * dates,
            size32(asked_.formulas.size()) * dates};
  }

  std::uint32_t metric_slot(std::size_t scope, MetricName const& metric, std::size_t date) const {
    FormulaPlace const place = place_of(metric);
    return place.slot + size32(scope) * place.scope_stride + size32(date);
  }

  Range add_groups(DrawSet const& draws) {
    Range const range{size32(groups_.size()), size32(draws.groups().size())};
    for (auto const& [key, variables] : draws.groups()) {
      auto const& [rank, stream, block] = key;
      check_stream(stream);
      groups_.push_back(
          {stream_id(stream), block, {size32(variables_.size()), size32(variables.size())}});
      for (PlannedVariable const& variable : variables) {
        Range const loadings{size32(loadings_.size()), size32(variable.loadings.size())};
        double const scale = variable.law.scale;
        plan_.inputs.push_back({variable.input, stream, scale});
        for (auto const& [value, weight] : variable.loadings)
          loadings_.push_back({slot(value), static_cast<float>(weight * scale)});
        variables_.push_back(
            {slot(variable.value), variable.word, loadings, static_cast<float>(variable.law.offset),
             static_cast<float>(variable.residual * scale), variable.law.marginal});
      }
    }
    return range;
  }

  /// Two names with one hash would share draws.
  void check_stream(std::string const& stream) {
    auto const [at, is_new] = stream_names_.try_emplace(stream_id(stream), stream);
    if (!is_new && at->second != stream) {
      refuse(stream,
             fmt::format("its random stream is that of \"{}\" (equal hashes): rename one of them",
                         at->second));
    }
  }

  Range add_mixes(std::vector<PlannedMix> const& mixes) {
    Range const range{size32(mixes_.size()), size32(mixes.size())};
    for (PlannedMix const& mix : mixes) {
      mixes_.push_back({slot(mix.first), {size32(mix_parts_.size()), size32(mix.parts.size())}});
      for (PlannedMixPart const& part : mix.parts) {
        auto const peak = [](std::optional<double> const& pflops) {
          return static_cast<float>(pflops.value_or(0));
        };
        mix_parts_.push_back(
            {part.share, static_cast<float>(part.platform->dies_per_package),
             peak(part.platform->peak_bf16_pflops), peak(part.platform->peak_fp8_pflops),
             peak(part.platform->peak_fp4_pflops), slot(part.kw), slot(part.training_mfu),
             slot(part.inference_utilization), slot(part.capex), slot(part.price)});
      }
    }
    return range;
  }

  void add_build(PlannedBuild const& build) {
    BuildRecord record{};
    for (std::size_t i = 0; i < build.values.size(); ++i) record.slot_of[i] = slot(build.values[i]);
    record.groups = add_groups(build.draws);
    record.mixes = add_mixes(build.mixes);
    record.contract_usd = build.contract_usd;
    record.contract_mix_slot = slot(build.contract_mix);
    record.us_kwh_slot = slot(build.us_kwh);
    record.us_peak_slot = slot(build.us_peak);
    record.capex_factor_slot = slot(build.capex_factor);
    record.completion_shift_slot = slot(build.completion_shift);
    record.funds_usd_bn_per_mw_slot = slot(build.funds_usd_bn_per_mw);
    record.condition = build.condition;
    record.segments = {size32(segments_.size()), size32(build.segments.size())};
    for (PlannedSegment const& segment : build.segments) {
      segments_.push_back(
          {slot(segment.mix), {size32(phases_.size()), size32(segment.phases.size())}});
      for (PlannedPhase const& phase : segment.phases) {
        phases_.push_back({phase.planned_mw, phase.contract_share, phase.announced_month,
                           phase.start_month, slot(phase.delay), slot(phase.completion),
                           slot(phase.threshold), slot(phase.size), slot(phase.per_ramp)});
      }
    }
    record.memberships = {size32(memberships_.size()), size32(build.memberships.size())};
    for (PlannedMembership const& membership : build.memberships) {
      memberships_.push_back(
          {membership.scope, {size32(overlap_slots_.size()), size32(membership.overlaps.size())}});
      for (ValueRef const share : membership.overlaps) overlap_slots_.push_back(slot(share));
    }
    builds_.push_back(record);
  }

  void add_metrics(std::map<std::string, PlannedUse> const& uses) {
    for (MetricName const& metric : metrics_) {
      add_terms(metric.id, static_cast<std::uint16_t>(records_.size()));
      records_.push_back({metric.id, static_cast<std::uint8_t>(reads_mix(metric.id)),
                          static_cast<std::uint16_t>(uses_.size())});
      if (metric.use.empty()) continue;
      PlannedUse const& use = uses.at(metric.use);
      uses_.push_back(
          {slot(use.tokens_per_use), slot(use.uses_per_user_day), slot(use.peak_to_mean)});
    }
  }

  void add_terms(MetricId id, std::uint16_t metric) {
    Curve const curve = info(id).curve;
    std::uint32_t const curve_slot = curve == Curve::online   ? header_.online_slot
                                     : curve == Curve::supply ? header_.supply_slot
                                                              : header_.plan_slot;
    Share const share = id == MetricId::gross_gw     ? Share::whole
                        : id == MetricId::overlap_gw ? Share::overlap
                                                     : Share::net;
    terms_.push_back({header_.coefficient_slot + metric, curve_slot,
                      is_inference_only(id) ? header_.inference_slot : 0, metric, share});
    if (id == MetricId::co2_mt)
      terms_.push_back({header_.grid_co2_slot, curve_slot, header_.trend_slot, metric, share});
  }

  void add_formula(Formula const& formula, PlannedFormulas const& planned) {
    Program const& program = formula.program;
    auto const place = [&](Operand const& operand) -> FormulaPlace {
      if (operand.kind == Operand::Kind::none) return {0, 0};
      if (operand.kind == Operand::Kind::temporary) return {temporary_slot_ + operand.index, 0};
      if (operand.kind == Operand::Kind::constant)
        return {slot(planned.constants.at(program.constants[operand.index])), 0};
      std::string const& name = program.symbols[operand.index];
      auto const input = planned.inputs.find(name);
      return input == planned.inputs.end() ? place_of(asked_.read.at(name))
                                           : FormulaPlace{slot(input->second), 0};
    };
    for (ProgramStep const& step : program.steps)
      formula_steps_.push_back({step.op,
                                {temporary_slot_ + step.result, 0},
                                place(step.a),
                                place(step.b),
                                place(step.c)});
    formula_steps_.back().result = place_of({{}, {}, formula.metric->id});
  }

  void add_outputs() {
    for (std::size_t s = 0; s < asked_.scopes.size(); ++s) {
      scopes_.push_back({size32(asked_.scopes[s].builds.size())});
      for (AskedMetric const& metric : asked_.metrics) {
        for (std::size_t d = 0; d < asked_.dates.size(); ++d) add_output(s, metric, d);
      }
    }
  }

  void add_output(std::size_t scope, AskedMetric const& metric, std::size_t date) {
    bool const is_change =
        metric.quantity == Quantity::added || metric.quantity == Quantity::growth;
    if (is_change && date == 0) return;  // no date before it
    Output output{OutputKind::value, metric_slot(scope, metric.metric, date), 0};
    if (metric.quantity == Quantity::ratio)
      output = {OutputKind::ratio, output.a, metric_slot(scope, metric.denominator, date)};
    if (metric.quantity == Quantity::growth)
      output = {OutputKind::ratio, output.a, metric_slot(scope, metric.metric, date - 1)};
    if (metric.quantity == Quantity::added)
      output = {OutputKind::difference, output.a, metric_slot(scope, metric.metric, date - 1)};
    outputs_.push_back(output);
    TallyRecord tally = tally_of(metric, asked_);
    tally.first_bin = header_.bin_count;
    if (std::uint64_t{header_.bin_count} + counter_count(tally) > UINT32_MAX) {
      refuse("scope", "too many outputs for one run: ask for fewer scopes, metrics or dates");
    }
    header_.bin_count += counter_count(tally);
    tallies_.push_back(tally);
    plan_.labels.push_back(label_of(metric, asked_, asked_.scopes[scope], asked_.dates[date]));
  }

  std::vector<std::byte> bytes() {
    header_.build_count = size32(builds_.size());
    header_.term_count = size32(terms_.size());
    header_.output_count = size32(outputs_.size());
    header_.formula_step_count = size32(formula_steps_.size());
    PlanBytes out(header_);
    out.add(&TableOffsets::constants, values_.constants());
    out.add(&TableOffsets::groups, groups_);
    out.add(&TableOffsets::sobol_words, std::vector<SobolWords>{});
    out.add(&TableOffsets::directions, std::vector<std::uint32_t>{});
    out.add(&TableOffsets::variables, variables_);
    out.add(&TableOffsets::loadings, loadings_);
    out.add(&TableOffsets::cells, values_.marginals().cells());
    out.add(&TableOffsets::knots, values_.marginals().knots());
    out.add(&TableOffsets::mixes, mixes_);
    out.add(&TableOffsets::mix_parts, mix_parts_);
    out.add(&TableOffsets::builds, builds_);
    out.add(&TableOffsets::segments, segments_);
    out.add(&TableOffsets::phases, phases_);
    out.add(&TableOffsets::memberships, memberships_);
    out.add(&TableOffsets::overlap_slots, overlap_slots_);
    out.add(&TableOffsets::uses, uses_);
    out.add(&TableOffsets::metrics, records_);
    out.add(&TableOffsets::terms, terms_);
    out.add(&TableOffsets::knot_months, axis_.knot_months);
    out.add(&TableOffsets::dates, axis_.dates);
    out.add(&TableOffsets::scopes, scopes_);
    out.add(&TableOffsets::formula_steps, formula_steps_);
    out.add(&TableOffsets::outputs, outputs_);
    out.add(&TableOffsets::tallies, tallies_);
    return out.take();
  }

  Asked const& asked_;
  Values const& values_;
  Plan plan_;
  PlanHeader header_{};
  TimeAxis axis_;
  std::uint32_t shared_slot_ = 0, local_slot_ = 0;
  std::uint32_t formula_slot_ = 0;    // scopes x formulas x dates
  std::uint32_t temporary_slot_ = 0;  // of one formula at a time
  std::unordered_map<std::uint32_t, std::string> stream_names_;
  std::vector<MetricName> metrics_;
  std::vector<UseRecord> uses_;
  std::vector<MetricRecord> records_;
  std::vector<Term> terms_;
  std::vector<DrawGroup> groups_;
  std::vector<Variable> variables_;
  std::vector<Loading> loadings_;
  std::vector<Mix> mixes_;
  std::vector<MixPart> mix_parts_;
  std::vector<BuildRecord> builds_;
  std::vector<Segment> segments_;
  std::vector<PhaseRecord> phases_;
  std::vector<Membership> memberships_;
  std::vector<std::uint32_t> overlap_slots_;
  std::vector<ScopeRecord> scopes_;
  std::vector<FormulaStep> formula_steps_;
  std::vector<Output> outputs_;
  std::vector<TallyRecord> tallies_;
};

}  // namespace

Plan write_plan(Asked const& asked, Values const& values, PlannedModel const& model) {
  return Writer(asked, values).write(model);
}

}  // namespace nameplate
