#include "nameplate/sensitivity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "host/refuse.hpp"
#include "host/sensitivity/estimators.hpp"
#include "host/sensitivity/input_groups.hpp"
#include "host/sensitivity/resampled_plan.hpp"
#include "nameplate/samples.hpp"

namespace nameplate {
namespace {

constexpr std::uint64_t shapley_orders = 256;
constexpr double z_of_p10 = -1.2815515655446004;
constexpr std::size_t draws_at_once = 32;  // whose normal variables are kept together

bool has_dependent_inputs(ResampledPlans const& plans, Grouping grouping) {
  return grouping == Grouping::factor ? plans.has_correlated_factors() : plans.has_loaded_draws();
}

class Analysis {
 public:
  Analysis(Plan const& plan, Grouping grouping, RunOptions const& options)
      : plan_(plan),
        grouping_(grouping),
        options_(options),
        plans_(plan),
        groups_(input_groups(plan, grouping, plans_.draws())) {
    if (groups_.inputs.empty()) refuse("metric", "no uncertain input has a part in it");
  }

  Sensitivity run() {
    result_.grouping = grouping_;
    result_.inputs = groups_.inputs;
    result_.has_dependent_inputs = has_dependent_inputs(plans_, grouping_);
    result_.paths = options_.paths;
    base_ = evaluate(plan_, options_.first_path, options_.paths);
    describe_outputs();
    add_variance_shares();
    add_shapley_effects();
    add_swings();
    add_pawn();
    return std::move(result_);
  }

 private:
  std::size_t input_count() const { return groups_.inputs.size(); }
  bool varies(std::size_t output) const { return !result_.outputs[output].effects.empty(); }

  Samples evaluate(Plan const& plan, std::uint64_t first_path, std::uint64_t paths) {
    RunOptions options = options_;
    options.first_path = first_path;
    options.paths = paths;
    options.progress = {};
    Samples samples = sample(plan, options);
    result_.facts.backend = samples.facts.backend;
    result_.facts.device = samples.facts.device;
    result_.facts.seconds += samples.facts.seconds;
    result_.facts.paths += paths;
    if (options_.progress) options_.progress(result_.facts.paths);
    return samples;
  }

  Samples evaluate(Plan const& plan) { return evaluate(plan, options_.first_path, options_.paths); }

  /// With these inputs kept and the others drawn anew.
  Plan resampled(VariableSet const& kept) const {
    return grouping_ == Grouping::factor ? plans_.given_factors(kept) : plans_.given_inputs(kept);
  }

  VariableSet none() const { return VariableSet(plan_.inputs.size()); }
  VariableSet all_but(std::size_t input) const {
    VariableSet kept = groups_.variables[input];
    kept.flip();
    return kept;
  }

  void describe_outputs() {
    for (std::size_t o = 0; o < plan_.labels.size(); ++o) {
      std::span<float const> const y = std::as_const(base_).row(o);
      require_values(o, y);
      OutputSensitivity& output = result_.outputs.emplace_back();
      double sum = 0, squares = 0;
      for (float const value : y) sum += value;
      output.mean = sum / static_cast<double>(y.size());
      for (float const value : y) squares += (value - output.mean) * (value - output.mean);
      output.standard_deviation = std::sqrt(squares / static_cast<double>(y.size() - 1));
      std::vector<float> values(y.begin(), y.end());
      output.median = median_of(values);
      if (std::any_of(y.begin(), y.end(), [&](float value) { return value != y[0]; }))
        output.effects.resize(input_count());
    }
  }

  void require_values(std::size_t o, std::span<float const> y) const {
    auto const undefined =
        std::count_if(y.begin(), y.end(), [](float value) { return std::isnan(value); });
    if (undefined == 0) return;
    OutputLabel const& label = plan_.labels[o];
    refuse("metric", fmt::format("\"{}\" of {} has no value on {} of {} paths at {}: indices need "
                                 "one on every path",
                                 label.metric, label.scope, undefined, y.size(), label.date));
  }

  /// Where no factor ties inputs together, the sample that keeps an input differs from a second
  /// base in just that input, so it serves both indices (Saltelli's design).
  void add_variance_shares() {
    bool const is_shared = !result_.has_dependent_inputs;
    Samples const second_base = is_shared ? evaluate(resampled(none())) : Samples{};
    for (std::size_t i = 0; i < input_count(); ++i) {
      Samples const kept = evaluate(resampled(groups_.variables[i]));
      Samples const others_kept = is_shared ? Samples{} : evaluate(resampled(all_but(i)));
      for (std::size_t o = 0; o < result_.outputs.size(); ++o) {
        if (!varies(o)) continue;
        InputEffect& effect = result_.outputs[o].effects[i];
        std::span<float const> const y = std::as_const(base_).row(o);
        if (is_shared) {
          effect.first_order = explained_share(y, kept.row(o), second_base.row(o));
          effect.total = unexplained_share(second_base.row(o), kept.row(o));
        } else {
          Estimate const unexplained = unexplained_share(y, kept.row(o));
          effect.first_order = {1 - unexplained.value, unexplained.standard_error};
          effect.total = unexplained_share(y, others_kept.row(o));
        }
      }
    }
  }

  /// Every order of inputs has paths of its own.
  void add_shapley_effects() {
    std::uint64_t const paths = options_.paths / shapley_orders;
    std::vector<ShapleyEffects> effects(result_.outputs.size(), ShapleyEffects(input_count()));
    for (std::uint64_t n = 0; n < shapley_orders; ++n) {
      std::vector<std::size_t> const order = random_order(input_count(), options_.seed, n);
      std::vector<std::vector<double>> left(result_.outputs.size());
      VariableSet kept = none();
      for (std::size_t const input : order) {
        Samples const drawn = evaluate(resampled(kept), options_.first_path + n * paths, paths);
        for (std::size_t o = 0; o < left.size(); ++o)
          left[o].push_back(half_mean_square(std::as_const(base_).row(o).subspan(n * paths, paths),
                                             drawn.row(o)));
        for (std::size_t v = 0; v < kept.size(); ++v)
          kept[v] = kept[v] || groups_.variables[input][v];
      }
      for (std::size_t o = 0; o < left.size(); ++o)
        if (varies(o)) effects[o].add(order, left[o]);
    }
    for (std::size_t o = 0; o < effects.size(); ++o) {
      if (!varies(o)) continue;
      std::vector<Estimate> const shares = effects[o].take();
      for (std::size_t i = 0; i < shares.size(); ++i)
        result_.outputs[o].effects[i].shapley = shares[i];
    }
  }

  void add_swings() {
    for (std::size_t i = 0; i < input_count(); ++i) {
      if (groups_.inputs[i].name == own_draws) continue;  // the variables are more than their parts
      for (double const z : {z_of_p10, -z_of_p10}) {
        Samples fixed = evaluate(plans_.fixed_at(groups_.variables[i], z));
        for (std::size_t o = 0; o < result_.outputs.size(); ++o) {
          if (!varies(o)) continue;
          InputEffect& effect = result_.outputs[o].effects[i];
          (z < 0 ? effect.median_at_p10 : effect.median_at_p90) = median_of(fixed.row(o));
        }
      }
    }
  }

  void add_pawn() {
    std::vector<Pawn> pawn;
    pawn.reserve(result_.outputs.size());
    for (std::size_t o = 0; o < result_.outputs.size(); ++o)
      pawn.emplace_back(std::as_const(base_).row(o));
    for (std::size_t i = 0; i < input_count(); ++i) {
      std::vector<std::size_t> const& draws = groups_.draws[i];
      for (std::size_t first = 0; first < draws.size(); first += draws_at_once) {
        auto const end = draws.begin() +
                         static_cast<std::ptrdiff_t>(std::min(first + draws_at_once, draws.size()));
        std::vector<std::size_t> const some(draws.begin() + static_cast<std::ptrdiff_t>(first),
                                            end);
        Samples z = evaluate(plans_.normal_variables(some));
        for (std::size_t k = 0; k < some.size(); ++k) add_pawn_of(some[k], z.row(k), i, pawn);
      }
    }
  }

  /// Paths are independent, so the draws of the path before have no influence on any.
  void add_pawn_of(std::size_t variable, std::span<float> z, std::size_t input,
                   std::vector<Pawn> const& pawn) {
    auto const each = [&](auto const& use) {
      for (std::size_t o = 0; o < pawn.size(); ++o)
        if (varies(o)) use(result_.outputs[o].effects[input], pawn[o](z));
    };
    each([&](InputEffect& effect, double index) {
      if (!effect.pawn_stream.empty() && index <= effect.pawn) return;
      effect.pawn = index;
      effect.pawn_stream = plan_.inputs[variable].stream;
    });
    std::rotate(z.begin(), z.end() - 1, z.end());
    each([](InputEffect& effect, double index) {
      effect.pawn_noise = std::max(effect.pawn_noise, index);
    });
  }

  Plan const& plan_;
  Grouping grouping_;
  RunOptions const& options_;
  ResampledPlans plans_;
  InputGroups groups_;
  Samples base_;
  Sensitivity result_;
};

}  // namespace

std::uint64_t sensitivity_evaluations(Plan const& plan, Grouping grouping, std::uint64_t paths) {
  ResampledPlans const plans(plan);
  InputGroups const groups = input_groups(plan, grouping, plans.draws());
  std::uint64_t const inputs = groups.inputs.size();
  std::uint64_t samples =
      1 + inputs + (has_dependent_inputs(plans, grouping) ? inputs : 1) + 2 * inputs;
  for (std::vector<std::size_t> const& draws : groups.draws)
    samples += (draws.size() + draws_at_once - 1) / draws_at_once;
  return samples * paths + inputs * (paths / shapley_orders * shapley_orders);
}

Sensitivity analyze_sensitivity(Plan const& plan, Grouping grouping, RunOptions const& options) {
  if (!plan.given.empty())
    refuse("given", "sensitivity indices cannot be taken of the paths that meet a condition");
  if (options.paths < fewest_sensitivity_paths)
    refuse("paths", fmt::format("{}: sensitivity needs at least {}", options.paths,
                                fewest_sensitivity_paths));
  return Analysis(plan, grouping, options).run();
}

std::string_view name(Grouping grouping) {
  constexpr std::string_view names[] = {"parameter", "factor", "build"};
  return names[static_cast<int>(grouping)];
}

}  // namespace nameplate
