#include "host/bench/series.hpp"

#include <algorithm>
#include <boost/accumulators/accumulators.hpp>
#include <boost/accumulators/statistics/count.hpp>
#include <boost/accumulators/statistics/mean.hpp>
#include <boost/accumulators/statistics/stats.hpp>
#include <boost/accumulators/statistics/variance.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>

namespace nameplate {
namespace {

/// At p of the way from the first to the last of `ascending`, linear between neighbours.
double at_fraction(std::span<double const> ascending, double p) {
  double const position = p * static_cast<double>(ascending.size() - 1);
  auto const below = static_cast<std::size_t>(position);
  std::size_t const above = std::min(below + 1, ascending.size() - 1);
  return std::lerp(ascending[below], ascending[above], position - std::floor(position));
}

std::vector<double> sorted(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values;
}

}  // namespace

std::optional<Interval> median_interval(std::span<double const> ascending, double confidence) {
  // More than k of n values lie below the median, and as many above, with probability 1 - 2 F(k).
  boost::math::binomial const below(static_cast<double>(ascending.size()), 0.5);
  std::optional<Interval> interval;
  for (std::size_t k = 0; k < ascending.size() / 2; ++k) {
    if (1 - 2 * cdf(below, static_cast<double>(k)) < confidence) break;
    interval = {ascending[k], ascending[ascending.size() - 1 - k]};
  }
  return interval;
}

std::optional<double> SeriesSummary::noise() const {
  if (!interval) return std::nullopt;
  return (interval->high - interval->low) / 2 / median;
}

SeriesSummary summarize_series(std::vector<double> values) {
  namespace acc = boost::accumulators;
  acc::accumulator_set<double, acc::stats<acc::tag::mean, acc::tag::variance>> moments;
  for (double const value : values) moments(value);
  values = sorted(std::move(values));
  auto const n = static_cast<double>(values.size());
  double const unbiased = n > 1 ? n / (n - 1) : 0;
  return {.count = values.size(),
          .min = values.front(),
          .q1 = at_fraction(values, 0.25),
          .median = at_fraction(values, 0.5),
          .q3 = at_fraction(values, 0.75),
          .max = values.back(),
          .mean = acc::mean(moments),
          .standard_deviation = std::sqrt(acc::variance(moments) * unbiased),
          .interval = median_interval(values, series_confidence)};
}

MedianRatio median_ratio(std::vector<double> numerator, std::vector<double> denominator) {
  numerator = sorted(std::move(numerator));
  denominator = sorted(std::move(denominator));
  constexpr double each = 1 - (1 - series_confidence) / 2;
  auto const above = median_interval(numerator, each), below = median_interval(denominator, each);
  MedianRatio result{at_fraction(numerator, 0.5) / at_fraction(denominator, 0.5), {}};
  if (above && below) result.interval = {above->low / below->high, above->high / below->low};
  return result;
}

}  // namespace nameplate
