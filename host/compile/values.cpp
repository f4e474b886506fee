#include "host/compile/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "host/compile/factor_regression.hpp"
#include "host/refuse.hpp"

namespace nameplate {
namespace {

constexpr int first_rank = 0;        // the site's luck, before the variables loaded on it
constexpr int other_rank = 1 << 16;  // after all factors
constexpr double far_latent = 100;  // beyond every threshold (Transform::probit gives ±20 at most)

}  // namespace

std::uint32_t stream_id(std::string_view name) {
  std::uint32_t hash = 2166136261u;
  for (char const c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash;
}

void DrawSet::add(int rank, std::string const& stream, std::uint32_t block,
                  PlannedVariable variable) {
  std::vector<PlannedVariable>& group = groups_[{rank, stream, block}];
  auto const after =
      std::upper_bound(group.begin(), group.end(), variable.word,
                       [](std::uint32_t word, auto const& known) { return word < known.word; });
  group.insert(after, std::move(variable));
}

std::size_t DrawSet::size() const {
  std::size_t count = 0;
  for (auto const& group : groups_) count += group.second.size();
  return count;
}

Values::Values(Catalog const& catalog, LawTables* shared_tables)
    : catalog_(catalog), marginals_(shared_tables) {
  add_factors();
}

/// Factor k is a variable loaded on factors 0 .. k - 1 by its regression on them.
void Values::add_factors() {
  std::vector<Regression> const regressions = regress_in_order(catalog_.factors.correlation);
  for (std::size_t k = 0; k < catalog_.factors.names.size(); ++k) {
    PlannedVariable variable;
    variable.input = catalog_.factors.names[k];
    variable.value = next(false);
    variable.residual = regressions[k].residual;
    for (std::size_t j = 0; j < k; ++j) {
      if (regressions[k].weights[j] != 0) {
        variable.loadings.emplace_back(factors_.at(catalog_.factors.names[j]),
                                       regressions[k].weights[j]);
      }
    }
    factors_[catalog_.factors.names[k]] = variable.value;
    shared_draws_.add(static_cast<int>(k), "factor:" + catalog_.factors.names[k], 0,
                      std::move(variable));
  }
}

ValueRef Values::constant(double value) {
  auto const x = static_cast<float>(value);
  auto const [at, is_new] =
      constant_index_.try_emplace(x, static_cast<std::uint32_t>(constants_.size()));
  if (is_new) constants_.push_back(x);
  return {ValueRef::Kind::constant, at->second};
}

ValueRef Values::next(bool is_local, std::uint32_t count) {
  std::uint32_t& used = is_local ? local_count_ : shared_count_;
  ValueRef const value{is_local ? ValueRef::Kind::local : ValueRef::Kind::shared, used};
  used += count;
  max_local_count_ = std::max(max_local_count_, local_count_);
  return value;
}

ValueRef Values::reserve(bool is_shared, std::uint32_t count) { return next(!is_shared, count); }

bool Values::is_local(std::string const& stream) {
  return stream.starts_with("build:") || stream.starts_with("phase:") ||
         stream.starts_with("overlap:") || stream.starts_with("financing:");
}

void Values::begin_build(std::string const& build_id) {
  build_id_ = build_id;
  local_count_ = 0;
  local_known_.clear();
}

DrawSet Values::take_local_draws() { return std::exchange(local_draws_, DrawSet{}); }

ValueRef Values::site() {
  std::string const stream = "site:" + build_id_;
  auto const [at, is_new] = local_known_.try_emplace({stream, 0, nullptr, 0});
  if (is_new) {
    at->second = next(true);
    PlannedVariable variable;
    variable.input = "site";
    variable.value = at->second;
    local_draws_.add(first_rank, stream, 0, std::move(variable));
  }
  return at->second;
}

void Values::load(std::map<std::string, double> const& loadings, std::string const& place,
                  bool is_local, PlannedVariable& variable) {
  double const explained = explained_variance(loadings, catalog_.factors);
  for (auto const& [factor, weight] : loadings) {
    if (factor == "site" && !is_local)
      refuse(place + ".loadings.site", "only a variable drawn per build or phase can load on site");
    variable.loadings.emplace_back(factor == "site" ? site() : factors_.at(factor), weight);
  }
  variable.residual = std::sqrt(std::max(0.0, 1 - explained));
}

ValueRef Values::draw(std::string const& stream, std::uint32_t position, PlannedVariable variable) {
  bool const local = is_local(stream);
  variable.value = next(local);
  variable.word = position % 4;
  ValueRef const value = variable.value;
  (local ? local_draws_ : shared_draws_).add(other_rank, stream, position / 4, std::move(variable));
  return value;
}

ValueRef Values::variable(ParameterId id, ResolvedLaw const& resolved, Transform transform) {
  if (resolved.law->is_constant())
    return constant(transformed(resolved.law->parameters[0], transform));
  auto const position = static_cast<std::uint32_t>(id);
  auto& known = is_local(resolved.stream) ? local_known_ : shared_known_;
  auto const [at, is_new] = known.try_emplace({resolved.stream, position, resolved.law, 0});
  if (is_new) {
    PlannedVariable variable;
    Parameter const& parameter = *find_parameter(catalog_, id);
    variable.input = parameter.name;
    variable.law = marginals_.lower(*resolved.law, transform, !parameter.loadings.empty());
    load(parameter.loadings, "parameters." + parameter.name, is_local(resolved.stream), variable);
    at->second = draw(resolved.stream, position, std::move(variable));
  }
  return at->second;
}

ValueRef Values::latent(std::string const& stream, std::optional<double> probability) {
  Parameter const& parameter = *find_parameter(catalog_, ParameterId::completion);
  bool const is_decided_by_word = parameter.loadings.empty() && probability;
  auto const position = static_cast<std::uint32_t>(ParameterId::completion);
  auto& known = is_local(stream) ? local_known_ : shared_known_;
  auto const [at, is_new] =
      known.try_emplace({stream, position, nullptr, is_decided_by_word ? *probability : 0});
  if (is_new) {
    PlannedVariable variable;
    variable.input = parameter.name;
    if (is_decided_by_word) {
      Distribution law;
      law.family = Family::discrete;
      law.x = {-far_latent, far_latent};
      law.p = {1 - *probability, *probability};
      variable.law = marginals_.lower(law, Transform::none, false);
    }
    load(parameter.loadings, "parameters." + parameter.name, is_local(stream), variable);
    at->second = draw(stream, position, std::move(variable));
  }
  return at->second;
}

ValueRef Values::input(Input const& input) {
  Distribution const& law = input.value.distribution;
  if (law.is_constant()) return constant(law.parameters[0]);
  PlannedVariable variable;
  variable.input = "inputs." + input.id;
  variable.law = marginals_.lower(law, Transform::none, !input.loadings.empty());
  load(input.loadings, "inputs." + input.id, false, variable);
  return draw("input:" + input.id, 0, std::move(variable));
}

ValueRef Values::unloaded(std::string const& input, std::string const& stream, std::uint32_t word,
                          Distribution const& law) {
  if (law.is_constant()) return constant(law.parameters[0]);
  PlannedVariable variable;
  variable.input = input;
  variable.law = marginals_.lower(law, Transform::none, false);
  return draw(stream, word, std::move(variable));
}

}  // namespace nameplate
