#include "host/sensitivity/resampled_plan.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "kernels/marginals.hpp"

namespace nameplate {
namespace {

/// The blocks with this bit hold draws that no plan takes: a second, independent sample.
constexpr std::uint32_t second_sample = 1u << 31;

using SlotMap = std::map<std::uint32_t, std::uint32_t>;

std::vector<std::size_t> first_variables(DrawTables const& tables) {
  std::vector<std::size_t> firsts;
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>> known;
  for (DrawGroup const& group : tables.groups)
    for (std::size_t v = group.variables.first; v < group.variables.first + group.variables.count;
         ++v)
      if (known.emplace(group.stream, group.block, tables.variables[v].word).second)
        firsts.push_back(v);
  return firsts;
}

/// Writes the draws of a plan anew.
class Rewriter {
 public:
  Rewriter(DrawTables const& original, std::vector<DrawnInput> const& inputs,
           FactorModel const& factors, VariableSet frozen)
      : original_(original),
        inputs_(inputs),
        factors_(factors),
        frozen_(std::move(frozen)),
        tables_(original.without_groups()) {}

  DrawTables given_inputs() {
    find_known();
    begin();
    copy_factors();
    if (has_loaded_resampled_) {
      add_known_normals();
      add_factors(factors_given_draws(factors_, known_), known_slots_);
    }
    split_groups({}, {}, star_);
    end({});
    for (std::size_t b = 0; b < original_.builds.size(); ++b) {
      begin();
      SlotMap star = star_;
      if (factors_.sites[b]) add_site(b, star);
      split_groups(b, {}, star);
      end(b);
    }
    return std::move(tables_);
  }

  DrawTables given_factors() {
    std::vector<std::size_t> known;
    std::vector<std::uint32_t> slots;
    for (std::size_t k = 0; k < factors_.factors.size(); ++k) {
      std::size_t const variable = factors_.factors[k].variable;
      if (!frozen_[variable]) continue;
      known.push_back(k);
      slots.push_back(original_.variables[variable].slot);
    }
    begin();
    copy_factors();
    add_factors(factors_given_factors(factors_, known), slots);
    split_groups({}, star_, star_);
    end({});
    for (std::size_t b = 0; b < original_.builds.size(); ++b) {
      begin();
      if (factors_.sites[b]) copy_site(b, frozen_[factors_.sites[b]->variable]);
      split_groups(b, star_, star_);
      end(b);
    }
    return std::move(tables_);
  }

  /// Only what the normal variables need, as outputs.
  DrawTables normal_variables(std::vector<std::size_t> const& variables,
                              std::vector<Output>& outputs) {
    begin();
    copy_factors();
    for (std::size_t const v : variables) add_normal(v, outputs);
    end({});
    tables_.header.shared_mixes = {};
    tables_.header.build_count = 0;
    tables_.builds.clear();
    return std::move(tables_);
  }

 private:
  void begin() { first_group_ = tables_.groups.size(); }
  void end(std::optional<std::size_t> build) {
    group_range(tables_, build) = {
        static_cast<std::uint32_t>(first_group_),
        static_cast<std::uint32_t>(tables_.groups.size() - first_group_)};
  }

  void find_known() {
    for (LoadedDraw const& draw : factors_.loaded) {
      if (frozen_[draw.variable])
        known_.push_back(&draw);
      else
        has_loaded_resampled_ = true;
    }
  }

  std::vector<Loading> loadings_of(Variable const& variable, SlotMap const& moved) const {
    std::vector<Loading> loadings(
        original_.loadings.begin() + variable.loadings.first,
        original_.loadings.begin() + variable.loadings.first + variable.loadings.count);
    for (Loading& loading : loadings)
      if (auto const at = moved.find(loading.slot); at != moved.end()) loading.slot = at->second;
    return loadings;
  }

  Variable rewritten(std::size_t v, SlotMap const& moved) {
    Variable variable = original_.variables[v];
    variable.loadings = tables_.add_loadings(loadings_of(variable, moved));
    return variable;
  }

  void copy_factors() {
    for (FactorDraw const& factor : factors_.factors)
      tables_.add_group(factor.stream, factor.block, {rewritten(factor.variable, {})});
  }

  void copy_site(std::size_t build, bool is_frozen) {
    FactorDraw const& site = *factors_.sites[build];
    tables_.add_group(site.stream, is_frozen ? site.block : site.block | second_sample,
                      {rewritten(site.variable, {})});
  }

  /// A standard normal variable of its own slot, from a draw.
  std::uint32_t add_normal_draw(FactorDraw const& draw, std::uint32_t block, float residual,
                                std::vector<Loading> const& loadings) {
    std::uint32_t const slot = tables_.new_slot();
    tables_.add_group(draw.stream, block,
                      {normal_variable(slot, original_.variables[draw.variable].word, residual,
                                       tables_.add_loadings(loadings))});
    return slot;
  }

  /// The site factors are drawn with their builds, and here once more for the whole path.
  std::uint32_t site_slot(std::size_t build) {
    auto const [at, is_new] = site_slots_.try_emplace(build, 0);
    if (is_new) {
      FactorDraw const& site = *factors_.sites[build];
      at->second = add_normal_draw(site, site.block, 1, {});
    }
    return at->second;
  }

  std::uint32_t add_loaded_normal(LoadedDraw const& draw) {
    std::vector<Loading> loadings = factor_loadings(draw.on_factors);
    if (draw.on_site != 0)
      loadings.push_back({site_slot(*draw.build), static_cast<float>(draw.on_site)});
    return add_normal_draw({draw.variable, draw.stream, draw.block}, draw.block,
                           static_cast<float>(draw.residual), loadings);
  }

  std::vector<Loading> factor_loadings(Eigen::VectorXd const& weights) const {
    std::vector<Loading> loadings;
    for (std::size_t k = 0; k < factors_.factors.size(); ++k)
      if (double const weight = weights[static_cast<Eigen::Index>(k)]; weight != 0)
        loadings.push_back(
            {original_.variables[factors_.factors[k].variable].slot, static_cast<float>(weight)});
    return loadings;
  }

  void add_known_normals() {
    for (LoadedDraw const* draw : known_) known_slots_.push_back(add_loaded_normal(*draw));
  }

  /// Factors of the second sample, given values in `slots`.
  void add_factors(ConditionalFactors const& given, std::vector<std::uint32_t> const& slots) {
    std::vector<std::uint32_t> noise;
    noise.reserve(factors_.factors.size());
    for (FactorDraw const& factor : factors_.factors)
      noise.push_back(add_normal_draw(factor, factor.block | second_sample, 1, {}));
    for (std::size_t k = 0; k < factors_.factors.size(); ++k) {
      auto const row = static_cast<Eigen::Index>(k);
      std::vector<Loading> loadings;
      auto const add = [&](Eigen::MatrixXd const& weights, std::vector<std::uint32_t> const& from) {
        for (std::size_t i = 0; i < from.size(); ++i)
          if (double const weight = weights(row, static_cast<Eigen::Index>(i)); weight != 0)
            loadings.push_back({from[i], static_cast<float>(weight)});
      };
      add(given.gain, slots);
      add(given.noise, noise);
      FactorDraw const& factor = factors_.factors[k];
      star_[original_.variables[factor.variable].slot] =
          add_normal_draw(factor, factor.block | second_sample, 0, loadings);
    }
  }

  /// The site factor of the original, and that of the second sample where something loads on it.
  void add_site(std::size_t build, SlotMap& star) {
    copy_site(build, true);
    if (!has_loaded_resampled_) return;
    std::vector<LoadedDraw const*> known;
    std::vector<Loading> loadings;
    for (std::size_t i = 0; i < known_.size(); ++i) {
      if (known_[i]->build != build || known_[i]->on_site == 0) continue;
      known.push_back(known_[i]);
      loadings.push_back({known_slots_[i], 0});
    }
    ConditionalSite const given = site_given_draws(factors_, known);
    for (std::size_t i = 0; i < known.size(); ++i)
      loadings[i].weight = static_cast<float>(given.gain[i]);
    for (Loading loading : factor_loadings(given.on_factors))
      loadings.push_back({star.at(loading.slot), loading.weight});
    FactorDraw const& site = *factors_.sites[build];
    star[original_.variables[site.variable].slot] = add_normal_draw(
        site, site.block | second_sample, static_cast<float>(given.noise), loadings);
  }

  /// The variables of a stage that are no factors: the frozen ones with their own draws, the others
  /// with those of the second sample.
  void split_groups(std::optional<std::size_t> build, SlotMap const& moved_of_frozen,
                    SlotMap const& moved_of_others) {
    Range const groups = group_range(original_, build);
    for (std::size_t g = groups.first; g < groups.first + groups.count; ++g) {
      DrawGroup const& group = original_.groups[g];
      std::vector<Variable> frozen, others;
      for (std::size_t v = group.variables.first; v < group.variables.first + group.variables.count;
           ++v) {
        if (inputs_[v].is_factor()) continue;
        if (frozen_[v])
          frozen.push_back(rewritten(v, moved_of_frozen));
        else
          others.push_back(rewritten(v, moved_of_others));
      }
      tables_.add_group(group.stream, group.block, frozen);
      tables_.add_group(group.stream, group.block | second_sample, others);
    }
  }

  void add_normal(std::size_t v, std::vector<Output>& outputs) {
    auto const is_same = [v](auto const& draw) { return draw.variable == v; };
    auto const factor = std::find_if(factors_.factors.begin(), factors_.factors.end(), is_same);
    auto const loaded = std::find_if(factors_.loaded.begin(), factors_.loaded.end(), is_same);
    std::uint32_t slot = original_.variables[v].slot;
    if (loaded != factors_.loaded.end())
      slot = add_loaded_normal(*loaded);
    else if (factor == factors_.factors.end())
      slot = add_normal_draw(place_of(v), place_of(v).block, 1, {});
    outputs.push_back({OutputKind::value, slot, 0});
  }

  FactorDraw place_of(std::size_t v) const {
    auto const group =
        std::upper_bound(original_.groups.begin(), original_.groups.end(), v,
                         [](std::size_t variable, DrawGroup const& candidate) {
                           return variable < candidate.variables.first + candidate.variables.count;
                         });
    return {v, group->stream, group->block};
  }

  DrawTables const& original_;
  std::vector<DrawnInput> const& inputs_;
  FactorModel const& factors_;
  VariableSet frozen_;
  DrawTables tables_;
  std::size_t first_group_ = 0;
  bool has_loaded_resampled_ = false;
  std::vector<LoadedDraw const*> known_;
  std::vector<std::uint32_t> known_slots_;
  std::map<std::size_t, std::uint32_t> site_slots_;  // by build
  SlotMap star_;  // from a factor's slot to that of its second sample
};

/// What a variable is where its standard normal variable is z.
float value_at(PlanView plan, Variable const& variable, double scale, double z) {
  if (variable.marginal.kind == MarginalKind::word_steps) {
    double const word = 0.5 * std::erfc(-z / std::sqrt(2.0)) * 4294967296.0;
    return word_steps_value<float>(plan, variable.marginal, static_cast<std::uint32_t>(word));
  }
  return quantile(plan, variable.marginal, static_cast<float>(variable.offset + scale * z));
}

}  // namespace

ResampledPlans::ResampledPlans(Plan const& plan)
    : plan_(plan),
      tables_(DrawTables::of(plan)),
      factors_(FactorModel::of(tables_, plan.inputs)),
      draws_(first_variables(tables_)) {}

Plan ResampledPlans::given_inputs(VariableSet const& frozen) const {
  return Rewriter(tables_, plan_.inputs, factors_, frozen).given_inputs().put_into(plan_);
}

Plan ResampledPlans::given_factors(VariableSet const& frozen) const {
  return Rewriter(tables_, plan_.inputs, factors_, frozen).given_factors().put_into(plan_);
}

Plan ResampledPlans::fixed_at(VariableSet const& chosen, double z) const {
  DrawTables tables = tables_;
  PlanView const view(plan_.bytes.data());
  for (std::size_t v = 0; v < tables.variables.size(); ++v) {
    if (!chosen[v]) continue;
    Variable& variable = tables.variables[v];
    float const value = value_at(view, variable, plan_.inputs[v].scale, z);
    variable = normal_variable(variable.slot, variable.word, 0, {});
    variable.offset = value;
  }
  return tables.put_into(plan_);
}

Plan ResampledPlans::normal_variables(std::vector<std::size_t> const& variables) const {
  std::vector<Output> outputs;
  return Rewriter(tables_, plan_.inputs, factors_, {})
      .normal_variables(variables, outputs)
      .put_into(plan_, outputs);
}

}  // namespace nameplate
