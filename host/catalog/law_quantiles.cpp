#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/catalog/law_shapes.hpp"
#include "host/catalog/law_table.hpp"
#include "host/catalog/untruncated.hpp"

namespace nameplate {
namespace {

std::optional<Distribution> fit_gamma_above(TableReader& reader, Quantile low, Quantile high,
                                            double shift) {
  std::optional<Distribution> law = fit_gamma(low, high, shift);
  if (!law)
    reader.problem(fmt::format("no gamma above {} has these quantiles with a shape {}", shift,
                               to_string(gamma_shape)));
  return law;
}

std::optional<Distribution> fit_weibull_above(TableReader& reader, Quantile low, Quantile high,
                                              double shift) {
  Distribution law = fit_weibull(low, high, shift);
  if (weibull_shape.contains(law.parameters[0])) return law;
  reader.problem(
      fmt::format("the weibull above {} with these quantiles has a shape of {:.6g}: must "
                  "be {}",
                  shift, law.parameters[0], to_string(weibull_shape)));
  return std::nullopt;
}

/// Families that begin at a shift.
std::optional<Distribution> fit_above_shift(TableReader& reader, Family family, Quantile low,
                                            Quantile high) {
  double const shift = reader.number("shift").value_or(0);
  if (low.x > shift) {
    if (family == Family::gamma) return fit_gamma_above(reader, low, high, shift);
    if (family == Family::weibull) return fit_weibull_above(reader, low, high, shift);
    return fit_lognormal(low, high, shift);
  }
  reader.problem(fmt::format("quantiles of a {} must be above its shift {}, are {} and {}",
                             name(family), shift, low.x, high.x));
  return std::nullopt;
}

std::optional<Distribution> fit_student_t_of(TableReader& reader, Quantile low, Quantile high) {
  double const df = reader.required_number("df", student_df);
  if (std::isnan(df)) return std::nullopt;
  return fit_student_t(low, high, df);
}

std::optional<Distribution> fit_beta_inside(TableReader& reader, Quantile low, Quantile high) {
  double const min = reader.number("min").value_or(0), max = reader.number("max").value_or(1);
  if (!(min < low.x && high.x < max)) {
    reader.problem(
        fmt::format("quantiles of a beta must be between its min {} and max {}, "
                    "are {} and {}",
                    min, max, low.x, high.x));
    return std::nullopt;
  }
  std::optional<Distribution> law = fit_beta(low, high, min, max);
  if (!law)
    reader.problem("no beta has these quantiles with alpha and beta between 0.001 and 1e+06");
  return law;
}

std::optional<Distribution> fit_two(TableReader& reader, Family family, Quantile low,
                                    Quantile high) {
  switch (family) {
    case Family::normal:
      return fit_normal(low, high);
    case Family::uniform:
      return fit_uniform(low, high);
    case Family::lognormal:
    case Family::gamma:
    case Family::weibull:
      return fit_above_shift(reader, family, low, high);
    case Family::student_t:
      return fit_student_t_of(reader, low, high);
    default:
      return fit_beta_inside(reader, low, high);
  }
}

std::optional<Distribution> fit_to_three(TableReader& reader, Family family, Quantile low,
                                         Quantile middle, Quantile high) {
  if (reader.find("shift")) {
    reader.problem("shift", "three quantiles give the shift too: leave it out, or take two");
    return std::nullopt;
  }
  ThreeQuantileFit fit = fit_three(family, {low, middle, high});
  if (!fit.law)
    reader.problem(
        fmt::format("no {} has these quantiles: between p{:.0f} = {} and p{:.0f} = {} "
                    "its p{:.0f} must be from {:.6g} to {:.6g}, is {}",
                    name(family), 100 * low.p, low.x, 100 * high.p, high.x, 100 * middle.p,
                    fit.middle_min, fit.middle_max, middle.x));
  return fit.law;
}

/// A fit that does not meet what was asked is no fit.
bool reproduces(TableReader& reader, Distribution const& law, Quantile quantile) {
  constexpr double tolerance = 1e-6;
  double const fitted = untruncated_quantile(law, quantile.p, Tail::lower);
  double const size = std::max(std::abs(quantile.x), std::abs(fitted));
  if (std::abs(fitted - quantile.x) <= tolerance * size) return true;
  reader.problem(fmt::format("no {} could be fitted: its p{:.0f} would be {}, not {}",
                             name(law.family), 100 * quantile.p, fitted, quantile.x));
  return false;
}

}  // namespace

std::optional<Distribution> fit_law(TableReader& reader, Family family,
                                    std::vector<Quantile> const& quantiles) {
  std::optional<Distribution> law =
      quantiles.size() == 2
          ? fit_two(reader, family, quantiles[0], quantiles[1])
          : fit_to_three(reader, family, quantiles[0], quantiles[1], quantiles[2]);
  for (Quantile const& quantile : quantiles)
    if (law && !reproduces(reader, *law, quantile)) law.reset();
  return law;
}

}  // namespace nameplate
