#include "host/catalog/read_mixture.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

#include "host/catalog/law_table.hpp"
#include "host/catalog/limits.hpp"
#include "host/catalog/mixture.hpp"
#include "host/catalog/read_distribution.hpp"

namespace nameplate {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// In the middle of a cell, of value or spread. A kink elsewhere in one can be twice as bad, and
/// then still no worse than the bins of a tally.
constexpr double greatest_table_error = 5e-4;

/// Probabilities nearer to each other than this are equal.
constexpr double least_probability = 1e-12;

/// Without parameters.
Distribution empty_law(Family family) {
  Distribution law;
  law.family = family;
  law.parameters.clear();
  return law;
}

bool is_discrete(Distribution const& law) {
  return law.is_constant() || law.family == Family::bernoulli || law.family == Family::discrete;
}

/// Whether the cumulative function is made of steps and straight lines.
bool is_piecewise(Distribution const& law) {
  return is_discrete(law) || law.family == Family::uniform || law.family == Family::empirical;
}

bool is_clipped(Distribution const& law) {
  return std::isfinite(law.clip_min) || std::isfinite(law.clip_max);
}

std::optional<Distribution> read_component(TableReader& mixture, std::size_t index,
                                           Node const& node, double& weight) {
  TableReader reader(node, mixture.place(fmt::format("mixture[{}]", index)), mixture.problems());
  weight = reader.required_number("weight", {.min = 0, .max = 1, .min_exclusive = true});
  Node const* const law = reader.require("distribution");
  reader.finish();
  if (!law) return std::nullopt;
  if (law->table() && law->table()->contains("mixture")) {
    reader.problem("distribution", "may not be a mixture itself: its components can stand here");
    return std::nullopt;
  }
  return read_distribution(*law, reader.place("distribution"), mixture.problems());
}

/// Reads the components and their weights; false, with problems, unless they make a mixture.
bool read_components(TableReader& reader, Distribution& law) {
  std::size_t const before = reader.problems().count();
  Node const* const entries = reader.require("mixture");
  if (!entries->array()) {
    reader.problem("mixture",
                   fmt::format("must be an array of components, is {}", describe(*entries)));
    return false;
  }
  std::size_t const count = entries->array()->size();
  if (count < 2 || count > most_components) {
    reader.problem("mixture",
                   fmt::format("must have 2 to {} components, has {}", most_components, count));
    return false;
  }
  for (std::size_t i = 0; i < count; ++i) {
    std::optional<Distribution> component =
        read_component(reader, i, (*entries->array())[i], law.p.emplace_back());
    if (component) law.components.push_back(std::move(*component));
  }
  if (reader.problems().count() > before) return false;
  constexpr double tolerance = 1e-9;
  double const sum = std::accumulate(law.p.begin(), law.p.end(), 0.0);
  if (std::abs(sum - 1) > tolerance) {
    reader.problem("mixture", fmt::format("weights must sum to 1, sum to {:.10g}", sum));
    return false;
  }
  for (double& weight : law.p) weight /= sum;
  return true;
}

/// Where the cumulative functions of piecewise components bend or step.
std::vector<double> breaks_of(std::vector<Distribution> const& components) {
  std::vector<double> breaks;
  for (Distribution const& law : components) {
    std::vector<double> own = law.x;
    own.insert(own.end(), {quantile(law, 0), quantile(law, 1)});
    for (double const x : own) breaks.push_back(std::clamp(x, law.clip_min, law.clip_max));
  }
  std::sort(breaks.begin(), breaks.end());
  breaks.erase(std::unique(breaks.begin(), breaks.end()), breaks.end());
  return breaks;
}

void report_gap(TableReader& reader, double from, double to) {
  reader.problem("mixture", fmt::format("has no probability from {:.6g} to {:.6g}, where its "
                                        "quantile function would jump: let the components overlap",
                                        from, to));
}

/// The same law as a discrete one.
Distribution as_discrete(Distribution const& law) {
  Distribution discrete = empty_law(Family::discrete);
  double below = 0;
  for (double const x : breaks_of(law.components)) {
    double const up_to = mixture_cumulative(law, x, Tail::lower);
    if (up_to - below <= least_probability) continue;  // a value of probability zero
    discrete.x.push_back(x);
    discrete.p.push_back(up_to - below);
    below = up_to;
  }
  return discrete;
}

/// The same law as an empirical one, where straight pieces follow one another without a gap.
std::optional<Distribution> as_empirical(TableReader& reader, Distribution const& law) {
  Distribution empirical = empty_law(Family::empirical);
  std::vector<double> const breaks = breaks_of(law.components);
  if (breaks.size() > most_points) {
    reader.problem("mixture", fmt::format("has {} points together, a law may have at most {}",
                                          breaks.size(), most_points));
    return std::nullopt;
  }
  auto const add = [&](double p, double x) {
    if (!empirical.p.empty() && p - empirical.p.back() <= least_probability) return false;
    empirical.p.push_back(p);
    empirical.x.push_back(x);
    return true;
  };
  for (double const x : breaks) {
    double const left_limit = mixture_cumulative(law, std::nextafter(x, -infinity), Tail::lower);
    if (!add(x == breaks.front() ? 0 : left_limit, x)) {
      report_gap(reader, empirical.x.back(), x);
      return std::nullopt;
    }
    add(mixture_cumulative(law, x, Tail::lower), x);
  }
  empirical.p.back() = 1;
  return empirical;
}

/// Reports values between the components' supports.
void check_gaps(TableReader& reader, Distribution const& law) {
  std::vector<std::pair<double, double>> supports;
  for (Distribution const& component : law.components)
    supports.emplace_back(quantile(component, 0), quantile(component, 1));
  std::sort(supports.begin(), supports.end());
  double reached = supports.front().second;
  for (auto const& [min, max] : supports) {
    if (min >= reached && min > supports.front().first) return report_gap(reader, reached, min);
    reached = std::max(reached, max);
  }
}

/// A cut mixture is the mixture of the components cut, by what is left of them.
void cut_components(Distribution& law) {
  if (!std::isfinite(law.truncate_min) && !std::isfinite(law.truncate_max)) return;
  Distribution const whole = std::exchange(law, empty_law(law.family));
  law.clip_min = whole.clip_min;
  law.clip_max = whole.clip_max;
  for (std::size_t i = 0; i < whole.components.size(); ++i) {
    Distribution component = whole.components[i];
    double const min = whole.truncate_min, max = whole.truncate_max;
    double const mass =
        std::max(cumulative(component, max) - cumulative(component, min),
                 upper_cumulative(component, min) - upper_cumulative(component, max));
    if (mass * whole.p[i] <= least_probability) continue;
    component.truncate_min = std::max(component.truncate_min, min);
    component.truncate_max = std::min(component.truncate_max, max);
    law.p.push_back(whole.p[i] * mass);
    law.components.push_back(std::move(component));
  }
  double const sum = std::accumulate(law.p.begin(), law.p.end(), 0.0);
  for (double& weight : law.p) weight /= sum;
}

/// Reports what a table of the quantile function could not hold.
void check_smoothness(TableReader& reader, Distribution const& law) {
  for (Distribution const& component : law.components)
    if (is_clipped(component) || is_discrete(component))
      return reader.problem(
          "mixture",
          fmt::format("{} has single values of positive probability, and stands beside laws that "
                      "have none: mix it with uniform and empirical laws, or give it some width",
                      component.text));
  std::size_t const before = reader.problems().count();
  check_gaps(reader, law);
  if (reader.problems().count() > before) return;
  Distribution unclipped = law;
  unclipped.clip_min = -infinity;
  unclipped.clip_max = infinity;
  double const error = table_error(unclipped);
  if (error > greatest_table_error)
    reader.problem("mixture", fmt::format("the table of its quantile function would be wrong by "
                                          "{:.2g} of value or spread, may be by {}: let the "
                                          "components overlap more, or be smoother",
                                          error, greatest_table_error));
}

std::string text_of(TableReader& reader, Distribution const& law) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < law.components.size(); ++i)
    parts.push_back(fmt::format("{:.6g} of {}", law.p[i], law.components[i].text));
  for (char const* const key : {"min", "max", "clip_min", "clip_max"})
    if (Node const* const value = reader.find(key))
      parts.push_back(fmt::format("{} {}", key, describe(*value)));
  return fmt::format("mixture({})", fmt::join(parts, ", "));
}

/// The mixture in the form in which it is exact, or nearest to it; none, with a problem, if it has
/// none.
std::optional<Distribution> in_its_form(TableReader& reader, Distribution law) {
  auto const all = [&](auto is) {
    return std::all_of(law.components.begin(), law.components.end(), is);
  };
  std::size_t const before = reader.problems().count();
  if (all(is_discrete)) {
    law = as_discrete(law);
  } else if (all(is_piecewise)) {
    std::optional<Distribution> empirical = as_empirical(reader, law);
    if (!empirical) return std::nullopt;
    law = std::move(*empirical);
  }
  read_bounds(reader, law.family == Family::mixture, law);
  if (law.family != Family::mixture)
    for (char const* const key : {"min", "max"})
      if (reader.find(key))
        reader.problem(key,
                       "cuts only mixtures of laws that are smooth; leave values out, or clip");
  if (reader.problems().count() > before) return std::nullopt;
  if (law.family != Family::mixture) return law;
  cut_components(law);
  check_smoothness(reader, law);
  return reader.problems().count() == before ? std::optional(std::move(law)) : std::nullopt;
}

}  // namespace

std::optional<Distribution> read_mixture(Node const& node, std::string const& place,
                                         Problems& problems) {
  TableReader reader(node, place, problems);
  reader.know({"min", "max", "clip_min", "clip_max"});
  Distribution law = empty_law(Family::mixture);
  bool const is_read = read_components(reader, law);
  reader.finish();
  if (!is_read) return std::nullopt;
  std::string text = text_of(reader, law);
  std::optional<Distribution> formed = in_its_form(reader, std::move(law));
  if (formed) formed->text = std::move(text);
  return formed;
}

}  // namespace nameplate
