#include "host/formula/formulas.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

#include "host/formula/expression.hpp"
#include "host/formula/formula_error.hpp"
#include "host/formula/functions.hpp"
#include "kernels/metrics.hpp"

namespace nameplate {
namespace {

/// The middle of the range in which a metric is tallied.
double typical(MetricInfo const& metric) {
  return std::ldexp(1.0, (metric.min_exponent + metric.max_exponent) / 2);
}

Symbol symbol_of(Input const& input) {
  Distribution const& law = input.value.distribution;
  double const least = quantile(law, 0), median = std::abs(quantile(law, 0.5));
  // The table of a law that begins at 0 may round below it.
  bool const is_exact = law.is_constant() || law.family == Family::lognormal;
  return {.unit = parse_unit(input.unit),
          .may_be_negative = !(least > 0 || (least == 0 && is_exact)),
          .magnitude = median > 0 ? median : 1};
}

void add_problem(FormulaMetric const& metric, std::string const& key, std::string const& text,
                 FormulaError const& error, Problems& problems) {
  problems.add(metric.formula_at, fmt::format("metrics.{}.{}", metric.id, key), error.what(),
               excerpt(text, error));
}

/// Puts the formulas in order, and translates them.
class FormulaSet {
 public:
  FormulaSet(Catalog const& catalog, Problems& problems)
      : catalog_(catalog), problems_(problems), symbols_(symbols_of(catalog)) {
    for (auto const& [id, metric] : catalog.metrics) {
      unread_.insert(id);
      try {
        for (std::string& name : names_in(metric.formula))
          if (catalog.metrics.contains(name)) reads_[id].push_back(std::move(name));
      } catch (FormulaError const&) {  // its translation will tell
      }
    }
  }

  /// Whatever reads nothing that is left comes next; what goes round is left at the end.
  std::vector<Formula> translate() {
    std::vector<Formula> formulas;
    for (std::vector<std::string> ready = take_ready(); !ready.empty(); ready = take_ready())
      for (std::string const& id : ready) translate(catalog_.metrics.at(id), formulas);
    if (!unread_.empty()) report_cycle();
    return formulas;
  }

 private:
  std::vector<std::string> take_ready() {
    std::vector<std::string> ready;
    std::copy_if(unread_.begin(), unread_.end(), std::back_inserter(ready),
                 [this](std::string const& id) { return first_unread(id) == nullptr; });
    for (std::string const& id : ready) unread_.erase(id);
    return ready;
  }

  /// Of those that `id` reads.
  std::string const* first_unread(std::string const& id) const {
    auto const known = reads_.find(id);
    if (known == reads_.end()) return nullptr;
    auto const at =
        std::find_if(known->second.begin(), known->second.end(),
                     [this](std::string const& name) { return unread_.contains(name); });
    return at == known->second.end() ? nullptr : &*at;
  }

  void translate(FormulaMetric const& metric, std::vector<Formula>& formulas) {
    std::vector<std::string> const& read = reads_[metric.id];
    if (std::any_of(read.begin(), read.end(),
                    [this](std::string const& name) { return failed_.contains(name); })) {
      failed_.insert(metric.id);
      return;
    }
    try {
      Unit const unit = parse_unit(metric.unit);
      Program program = nameplate::translate(metric.formula, symbols_, unit);
      symbols_[metric.id] = {unit, program.may_be_negative, program.magnitude};
      formulas.push_back({&metric, std::move(program)});
    } catch (FormulaError const& error) {
      failed_.insert(metric.id);
      add_problem(metric, "formula", metric.formula, error, problems_);
    }
  }

  /// From any that is left one comes to a cycle.
  void report_cycle() {
    std::vector<std::string> path = {*unread_.begin()};
    for (;;) {
      std::string const next = *first_unread(path.back());
      auto const before = std::find(path.begin(), path.end(), next);
      bool const is_closed = before != path.end();
      if (is_closed) path.erase(path.begin(), before);
      path.push_back(next);
      if (is_closed) break;
    }
    problems_.add(catalog_.metrics.at(path.front()).formula_at,
                  fmt::format("metrics.{}.formula", path.front()),
                  fmt::format("is made from itself: {}", fmt::join(path, " -> ")));
  }

  Catalog const& catalog_;
  Problems& problems_;
  Symbols symbols_;
  std::map<std::string, std::vector<std::string>> reads_;  // formulas that a formula reads
  std::set<std::string> unread_, failed_;
};

}  // namespace

Symbols symbols_of(Catalog const& catalog) {
  Symbols symbols;
  for (MetricInfo const& metric : metric_table) {
    bool const has_uses = &metric == &info(MetricId::users);
    Symbol const symbol{parse_unit(metric.unit), false, typical(metric)};
    if (!has_uses) symbols[metric.name] = symbol;
    if (!has_uses) continue;
    for (auto const& entry : catalog.uses)
      symbols[fmt::format("{}:{}", metric.name, entry.first)] = symbol;
  }
  for (auto const& [id, input] : catalog.inputs) symbols[id] = symbol_of(input);
  return symbols;
}

std::vector<Formula> translate_formulas(Catalog const& catalog, Problems& problems) {
  return FormulaSet(catalog, problems).translate();
}

std::vector<Formula> translate_formulas(Catalog const& catalog,
                                        std::vector<std::string> const& wanted) {
  if (wanted.empty()) return {};
  Problems problems;
  std::vector<Formula> formulas = translate_formulas(catalog, problems);
  problems.throw_if_any();
  std::set<std::string> read(wanted.begin(), wanted.end());
  for (auto formula = formulas.rbegin(); formula != formulas.rend(); ++formula)
    if (read.contains(formula->metric->id))
      read.insert(formula->program.symbols.begin(), formula->program.symbols.end());
  std::erase_if(formulas,
                [&](Formula const& formula) { return !read.contains(formula.metric->id); });
  return formulas;
}

bool is_model_metric(std::string_view name) {
  return std::any_of(std::begin(metric_table), std::end(metric_table),
                     [&](MetricInfo const& metric) { return metric.name == name; });
}

void check_formula_name(std::string const& id, Location const& at, std::string const& place,
                        Problems& problems) {
  auto const refuse_name = [&](char const* why) {
    problems.add(at, place, fmt::format("\"{}\" {}: choose another name", id, why));
  };
  auto const is_allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  if (id.empty() || !std::all_of(id.begin(), id.end(), is_allowed) ||
      (id[0] >= '0' && id[0] <= '9'))
    return refuse_name(
        "is no name for formulas, which have letters, digits and \"_\" and begin "
        "with no digit");
  if (is_model_metric(id)) return refuse_name("is a metric of the model");
  if (find_unit(id)) return refuse_name("is a unit");
  if (find_function(id) != nullptr) refuse_name("is a function");
}

std::optional<Unit> read_unit(std::string const& text, Location const& at, std::string const& place,
                              Problems& problems) {
  try {
    return parse_unit(text);
  } catch (FormulaError const& error) {
    problems.add(at, place, error.what(), excerpt(text, error));
    return std::nullopt;
  }
}

}  // namespace nameplate
