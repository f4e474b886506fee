#include "host/compile/marginal.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <limits>
#include <numbers>

#include "host/catalog/math_policy.hpp"

namespace nameplate {
namespace {

/// Cubic pieces of `f` on the grid: each through the four nearest grid points. Beyond the ends f is
/// continued.
std::vector<Cell> cubic_cells(std::function<double(double)> const& f) {
  constexpr double step = 2.0 * table_z / table_cells;
  std::vector<double> y(table_cells + 3);  // from one step before the grid to one after it
  for (int i = 0; i < table_cells + 3; ++i)
    y[static_cast<std::size_t>(i)] = f(-table_z + (i - 1) * step);
  std::vector<Cell> cells;
  for (std::size_t i = 0; i < table_cells; ++i) {
    double const a = y[i], b = y[i + 1], c = y[i + 2], d = y[i + 3];
    cells.push_back(
        {{static_cast<float>(b), static_cast<float>(c - b / 2 - a / 3 - d / 6),
          static_cast<float>((a + c) / 2 - b), static_cast<float>((d - a) / 6 + (b - c) / 2)}});
  }
  cells.push_back({{static_cast<float>(y[table_cells + 1]), 0, 0, 0}});
  return cells;
}

Marginal marginal(MarginalKind kind, double base = 0, Range pieces = {0, 0}) {
  constexpr float infinity = std::numeric_limits<float>::infinity();
  return {kind, 0, static_cast<float>(base), pieces, -infinity, infinity};
}

bool is_truncated(Distribution const& law) {
  return std::isfinite(law.truncate_min) || std::isfinite(law.truncate_max);
}

/// The law's value at a standard normal z, by the nearer tail.
double quantile_at(Distribution const& law, double z) {
  double const tail = boost::math::cdf(standard_normal, -std::abs(z));
  return z < 0 ? quantile(law, tail) : upper_quantile(law, tail);
}

/// Tells unclipped laws apart.
std::string unclipped_text(Distribution const& law) {
  std::string text = fmt::format("{} {} {} {} {} {}", static_cast<int>(law.family), law.parameters,
                                 law.x, law.p, law.truncate_min, law.truncate_max);
  for (Distribution const& component : law.components)
    text += fmt::format(" ({})", unclipped_text(component));
  return text;
}

std::uint32_t size32(std::size_t size) { return static_cast<std::uint32_t>(size); }

}  // namespace

double transformed(double x, Transform transform) {
  switch (transform) {
    case Transform::probit:
      return x <= 0   ? -20.0
             : x >= 1 ? 20.0
                      : std::clamp(boost::math::quantile(standard_normal, x), -20.0, 20.0);
    case Transform::log2_of_1p:
      return std::log1p(x) / std::numbers::ln2;
    case Transform::reciprocal:
      return 1 / x;
    default:
      return x;
  }
}

MarginalTables::MarginalTables(LawTables* shared) : shared_(shared) {
  append("normal cdf", [](double z) { return boost::math::cdf(standard_normal, z); });
}

void MarginalTables::append(std::string const& key, std::function<double(double)> const& f) {
  if (shared_ == nullptr) {
    std::vector<Cell> const cells = cubic_cells(f);
    cells_.insert(cells_.end(), cells.begin(), cells.end());
  } else {
    LawTables::Table const cells = shared_->find_or_make(key, [&] { return cubic_cells(f); });
    cells_.insert(cells_.end(), cells->begin(), cells->end());
  }
}

Marginal MarginalTables::table(Distribution const& law, Transform transform) {
  std::string const key = fmt::format("{} {}", static_cast<int>(transform), unclipped_text(law));
  auto const [at, is_new] = first_cell_.try_emplace(key, size32(cells_.size()));
  if (is_new) {
    append(key, [&](double z) { return transformed(quantile_at(law, z), transform); });
  }
  return marginal(MarginalKind::table, 0, {at->second, cells_per_table});
}

Marginal MarginalTables::hinges(std::vector<double> const& p, std::vector<double> const& x) {
  Range const pieces{size32(knots_.size()), size32(p.size() - 1)};
  double slope = 0;
  for (std::size_t i = 0; i + 1 < p.size(); ++i) {
    double const next = (x[i + 1] - x[i]) / (p[i + 1] - p[i]);
    knots_.push_back({static_cast<float>(p[i]), static_cast<float>(next - slope)});
    slope = next;
  }
  return marginal(MarginalKind::hinges, x.front(), pieces);
}

Marginal MarginalTables::steps(std::vector<double> const& values,
                               std::vector<double> const& weights, Transform transform,
                               bool is_loaded) {
  Range const pieces{size32(knots_.size()), size32(values.size() - 1)};
  double below = 0;
  for (std::size_t i = 0; i + 1 < values.size(); ++i) {
    below += weights[i];
    auto const least_word =
        static_cast<std::uint32_t>(std::min(std::round(std::ldexp(below, 32)), 4294967295.0));
    float const at = is_loaded ? static_cast<float>(transformed(below, Transform::probit))
                               : std::bit_cast<float>(least_word);
    knots_.push_back({at, static_cast<float>(transformed(values[i + 1], transform))});
  }
  return marginal(is_loaded ? MarginalKind::steps : MarginalKind::word_steps,
                  transformed(values.front(), transform), pieces);
}

LoweredLaw MarginalTables::unclipped(Distribution const& law, Transform transform, bool is_loaded) {
  std::vector<double> const& p = law.parameters;
  bool const is_plain = transform == Transform::none && !is_truncated(law);
  if (law.family == Family::discrete) return {steps(law.x, law.p, transform, is_loaded)};
  if (law.family == Family::bernoulli)
    return {steps({0, 1}, {1 - p[0], p[0]}, transform, is_loaded)};
  if (is_plain && law.family == Family::normal)
    return {marginal(MarginalKind::identity), p[0], p[1]};
  if (is_plain && law.family == Family::uniform) return {hinges({0, 1}, {p[0], p[1]})};
  if (is_plain && law.family == Family::empirical) return {hinges(law.p, law.x)};
  if (law.family == Family::lognormal && !is_truncated(law)) {
    double const mu = p[0] * std::numbers::log2e, sigma = p[1] * std::numbers::log2e;
    if (transform == Transform::none) return {marginal(MarginalKind::lognormal, p[2]), mu, sigma};
    if (transform == Transform::reciprocal && p[2] == 0)
      return {marginal(MarginalKind::lognormal), -mu, -sigma};
  }
  Distribution without_clip = law;
  without_clip.clip_min = -std::numeric_limits<double>::infinity();
  without_clip.clip_max = std::numeric_limits<double>::infinity();
  return {table(without_clip, transform)};
}

LoweredLaw MarginalTables::lower(Distribution const& law, Transform transform, bool is_loaded) {
  LoweredLaw lowered = unclipped(law, transform, is_loaded);
  Marginal& m = lowered.marginal;
  m.is_clipped = std::isfinite(law.clip_min) || std::isfinite(law.clip_max) ? 1 : 0;
  if (std::isfinite(law.clip_min))
    m.clip_min = static_cast<float>(transformed(law.clip_min, transform));
  if (std::isfinite(law.clip_max))
    m.clip_max = static_cast<float>(transformed(law.clip_max, transform));
  if (transform == Transform::reciprocal &&
      m.is_clipped != 0) {  // decreasing: the bounds change sides
    float const infinity = std::numeric_limits<float>::infinity();
    float const low = std::isfinite(law.clip_max) ? m.clip_max : -infinity;
    m.clip_max = std::isfinite(law.clip_min) ? m.clip_min : infinity;
    m.clip_min = low;
  }
  return lowered;
}

}  // namespace nameplate
