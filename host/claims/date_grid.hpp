#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "host/claims/claim_runs.hpp"

/// When something happens, from a run at the end of every month.
namespace nameplate {

/// A percentile of a date, in months after the epoch, on a grid of months; none: later than the
/// grid, or never. `earliest` and `latest` bound its 95 % Monte Carlo interval.
struct DateQuantile {
  double p = 0;
  std::optional<double> month, earliest, latest;
};

/// Report dates from a claim's publication to its horizon: the ends of the months, and the claimed
/// date.
struct DateGrid {
  std::vector<double> months;  // after the epoch, ascending
  std::vector<std::string> words;
  std::size_t claimed = 0;  // position of the claimed date
};

/// \pre the claim is about a date
DateGrid date_grid(Catalog const& catalog, Claim const& claim);

/// Distribution of the date by which the only metric of a run over `grid` has reached a threshold:
/// P(metric >= threshold) at each date. What is reached is taken to stay.
class DateDistribution {
 public:
  DateDistribution(Evaluated const& evaluated, DateGrid const& grid, double threshold);

  /// The first date of the grid by which it has happened with probability `p`.
  DateQuantile quantile(double p) const;

  /// The mean date in months after the epoch, where one beyond the grid counts as its end (the
  /// restricted mean of survival analysis). It moves even where the median is beyond the grid.
  double restricted_mean() const;

  Percentile by_claimed_date() const { return reached_[claimed_]; }

 private:
  std::optional<double> first_date(double p, double errors) const;

  std::vector<double> months_;
  std::vector<Percentile> reached_;  // probability that it has happened, with its error
  std::size_t claimed_;
};

}  // namespace nameplate
