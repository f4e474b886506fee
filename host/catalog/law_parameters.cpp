#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <numeric>
#include <utility>

#include "host/catalog/law_shapes.hpp"
#include "host/catalog/law_table.hpp"
#include "host/catalog/limits.hpp"
#include "host/catalog/read_data.hpp"

namespace nameplate {
namespace {

void check_below(TableReader& reader, double min, double max) {
  if (min >= max) reader.problem(fmt::format("min = {} must be below max = {}", min, max));
}

void read_uniform(TableReader& reader, Distribution& law) {
  double const min = reader.required_number("min"), max = reader.required_number("max");
  check_below(reader, min, max);
  law.parameters = {min, max};
}

void read_three_points(TableReader& reader, Distribution& law) {
  double const min = reader.required_number("min"), mode = reader.required_number("mode"),
               max = reader.required_number("max");
  bool const any_missing = std::isnan(min) || std::isnan(mode) || std::isnan(max);
  if (!any_missing && !(min <= mode && mode <= max && min < max))
    reader.problem(
        fmt::format("needs min <= mode <= max and min < max, has {}, {}, {}", min, mode, max));
  law.parameters = {min, mode, max};
}

void read_beta(TableReader& reader, Distribution& law) {
  double const alpha = reader.required_number("alpha", beta_shape),
               beta = reader.required_number("beta", beta_shape);
  double const min = reader.number("min").value_or(0), max = reader.number("max").value_or(1);
  check_below(reader, min, max);
  law.parameters = {alpha, beta, min, max};
}

/// Gamma by shape and scale, or by mean and standard deviation.
void read_gamma(TableReader& reader, Distribution& law) {
  double const shift = reader.number("shift").value_or(0);
  if (!reader.find("mean") && !reader.find("sd")) {
    law.parameters = {reader.required_number("shape", gamma_shape),
                      reader.required_number("scale", positive), shift};
    return;
  }
  for (char const* const key : {"shape", "scale"})
    if (reader.find(key))
      return reader.problem(key, "gamma takes either shape and scale or mean and sd, not both");
  double const mean = reader.required_number("mean"), sd = reader.required_number("sd", positive);
  if (std::isnan(mean) || std::isnan(sd)) return;
  if (mean <= shift)
    return reader.problem("mean", fmt::format("must be above the shift {}, is {}", shift, mean));
  double const shape = std::pow((mean - shift) / sd, 2);
  if (!gamma_shape.contains(shape))
    return reader.problem(
        fmt::format("mean and sd give a shape, ((mean - shift) / sd)^2, of {:.6g}: must be {}",
                    shape, to_string(gamma_shape)));
  law.parameters = {shape, (mean - shift) / shape, shift};
}

/// Two arrays of the same length; false, with a problem, if they are not.
bool read_pairs(TableReader& reader, std::string_view x_key, std::string_view p_key,
                Allowed const& allowed_p, std::size_t fewest, Distribution& law) {
  std::size_t const before = reader.problems().count();
  law.parameters.clear();
  law.x = reader.numbers(x_key);
  law.p = reader.numbers(p_key, allowed_p);
  if (reader.problems().count() > before) return false;
  if (law.x.size() > most_points) {
    reader.problem(
        x_key, fmt::format("has {} numbers, a law may have at most {}", law.x.size(), most_points));
    return false;
  }
  if (law.x.size() == law.p.size() && law.x.size() >= fewest) return true;
  reader.problem(fmt::format("{} and {} must have the same length, at least {}, have {} and {}",
                             x_key, p_key, fewest, law.x.size(), law.p.size()));
  return false;
}

void read_discrete(TableReader& reader, Distribution& law) {
  if (!read_pairs(reader, "values", "weights", positive, 1, law)) return;
  std::vector<std::pair<double, double>> pairs;
  for (std::size_t i = 0; i < law.x.size(); ++i) pairs.emplace_back(law.x[i], law.p[i]);
  std::sort(pairs.begin(), pairs.end());
  double const sum = std::accumulate(law.p.begin(), law.p.end(), 0.0);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    law.x[i] = pairs[i].first;
    law.p[i] = pairs[i].second / sum;
    if (i > 0 && law.x[i] == law.x[i - 1])
      reader.problem("values", fmt::format("{} stands twice", law.x[i]));
  }
}

void read_empirical(TableReader& reader, Distribution& law) {
  if (reader.find("data")) return read_data(reader, law);
  for (char const* const key : {"column", "weights"})
    if (reader.find(key)) reader.problem(key, "is of data, which is missing");
  if (!read_pairs(reader, "x", "p", fraction, 2, law)) return;
  bool const p_increases =
      std::adjacent_find(law.p.begin(), law.p.end(), std::greater_equal<>()) == law.p.end();
  if (!p_increases || law.p.front() != 0 || law.p.back() != 1)
    reader.problem("p", "must increase from 0 to 1");
  if (!std::is_sorted(law.x.begin(), law.x.end())) reader.problem("x", "must not decrease");
}

}  // namespace

std::optional<Distribution> read_law_parameters(TableReader& reader, Family family) {
  std::size_t const before = reader.problems().count();
  Distribution law;
  law.family = family;
  switch (family) {
    case Family::normal:
      law.parameters = {reader.required_number("mean"), reader.required_number("sd", positive)};
      break;
    case Family::lognormal:
      law.parameters = {reader.required_number("mu"), reader.required_number("sigma", positive),
                        reader.number("shift").value_or(0)};
      break;
    case Family::uniform:
      read_uniform(reader, law);
      break;
    case Family::triangular:
    case Family::pert:
      read_three_points(reader, law);
      break;
    case Family::beta:
      read_beta(reader, law);
      break;
    case Family::gamma:
      read_gamma(reader, law);
      break;
    case Family::weibull:
      law.parameters = {reader.required_number("shape", weibull_shape),
                        reader.required_number("scale", positive),
                        reader.number("shift").value_or(0)};
      break;
    case Family::student_t:
      law.parameters = {reader.required_number("df", student_df),
                        reader.required_number("location"),
                        reader.required_number("scale", positive)};
      break;
    case Family::bernoulli:
      law.parameters = {reader.required_number("p", fraction)};
      break;
    case Family::discrete:
      read_discrete(reader, law);
      break;
    case Family::empirical:
      read_empirical(reader, law);
      break;
    case Family::mixture:   // written as one
    case Family::constant:  // written as a number
      break;
  }
  return reader.problems().count() == before ? std::optional(std::move(law)) : std::nullopt;
}

}  // namespace nameplate
