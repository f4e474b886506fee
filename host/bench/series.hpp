#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

/// Statistics of a series of timed repetitions. Times are skewed and have outliers (another
/// process, a change of clock), so everything is by order statistics.
namespace nameplate {

struct Interval {
  double low = 0, high = 0;
};

inline constexpr double series_confidence = 0.95;

/// Interval that holds the median of what the values are drawn from with at least `confidence`,
/// whatever its distribution: the k-th smallest and k-th largest value, k by the binomial law. None
/// if there are too few values (fewer than 6 for 95 %). \pre `ascending` is sorted
std::optional<Interval> median_interval(std::span<double const> ascending, double confidence);

struct SeriesSummary {
  std::size_t count = 0;
  double min = 0, q1 = 0, median = 0, q3 = 0, max = 0;
  double mean = 0, standard_deviation = 0;
  std::optional<Interval> interval;  // of the median, at series_confidence

  /// Half the interval's width over the median: how far off the median may be.
  std::optional<double> noise() const;
};

/// \pre there is a value
SeriesSummary summarize_series(std::vector<double> values);

/// Ratio of the medians of two independent series, numerator over denominator, and an interval that
/// holds it with at least series_confidence: each median in its interval at half the risk
/// (Bonferroni). No interval with fewer than 7 values in either. \pre both have a positive value
struct MedianRatio {
  double ratio = 0;
  std::optional<Interval> interval;
};
MedianRatio median_ratio(std::vector<double> numerator, std::vector<double> denominator);

}  // namespace nameplate
