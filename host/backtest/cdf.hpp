#pragma once

#include <vector>

#include "host/backtest/milestone.hpp"

/// A predicted law as tallies know it, and how it is scored against what happened.
namespace nameplate {

struct CdfPoint {
  double x = 0, p = 0;  // P(X <= x)
};

/// A distribution function, linear between its points; two points at one x are an atom. 0 before
/// the first point. It may end below 1: the rest never happens.
class Cdf {
 public:
  /// \pre ascending in x and in p
  explicit Cdf(std::vector<CdfPoint> points) : points_(std::move(points)) {}

  std::vector<CdfPoint> const& points() const { return points_; }

  /// P(X <= x) and P(X < x).
  double at(double x) const;
  double below(double x) const;

  /// Least x with P(X <= x) >= p; infinite where there is none.
  double quantile(double p) const;

 private:
  std::vector<CdfPoint> points_;
};

struct Score {
  double crps = 0;            // in the unit of x
  double standard_error = 0;  // of the Monte Carlo estimate
};

/// Continuous ranked probability score: the integral of (F(x) - 1{x >= y})^2 up to `horizon`, of a
/// law estimated from `paths` draws. Of an outcome that is known up to an interval the mean over y
/// in it; of one with an infinite end the threshold-weighted score over the x whose 1{x >= y} is
/// known, with weight 1 there and 0 beyond (Gneiting and Ranjan, "Comparing density forecasts using
/// threshold- and quantile-weighted scoring rules", J. Bus. Econ. Stat. 29, 2011, eq. 14).
Score crps(Cdf const& law, Observation const& actual, double horizon, double paths);

}  // namespace nameplate
