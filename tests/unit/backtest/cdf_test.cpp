#include "host/backtest/cdf.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <limits>

namespace nameplate {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Uniform on 0 .. 1.
Cdf const uniform({{0, 0}, {1, 1}});

/// The normal law on a grid over +- 8 standard deviations: linear pieces of h = 0.01 are off by
/// less than h^2 / 8 times the steepest slope of the density, 0.24, so by 3e-6.
Cdf normal_law(double mean, double sd) {
  boost::math::normal const law(mean, sd);
  std::vector<CdfPoint> points;
  for (int i = -800; i <= 800; ++i) {
    double const x = mean + sd * i / 100;
    points.push_back({x, cdf(law, x)});
  }
  return Cdf(points);
}

double score(Cdf const& law, Observation const& actual, double horizon = infinity) {
  return crps(law, actual, horizon, 1).crps;
}

/// Gneiting and Raftery, J. Am. Stat. Assoc. 102, 2007, eq. 21.
double normal_crps(double mean, double sd, double y) {
  boost::math::normal const unit;
  double const z = (y - mean) / sd;
  return sd * (z * (2 * cdf(unit, z) - 1) + 2 * pdf(unit, z) - 1 / std::sqrt(std::acos(-1.0)));
}

TEST(Cdf, IsLinearBetweenItsPoints) {
  EXPECT_DOUBLE_EQ(uniform.at(0.25), 0.25);
  EXPECT_EQ(uniform.at(-1), 0);
  EXPECT_EQ(uniform.at(2), 1);
  EXPECT_DOUBLE_EQ(uniform.quantile(0.7), 0.7);
}

TEST(Cdf, TellsTheTwoSidesOfAnAtomApart) {
  Cdf const law({{1, 0}, {1, 0.4}, {2, 0.4}, {3, 0.9}});
  EXPECT_EQ(law.below(1), 0);
  EXPECT_EQ(law.at(1), 0.4);
  EXPECT_EQ(law.quantile(0.2), 1);
  EXPECT_DOUBLE_EQ(law.quantile(0.65), 2.5);
}

TEST(Cdf, HasNoQuantileForWhatNeverHappens) {
  EXPECT_EQ(Cdf({{0, 0}, {1, 0.6}}).quantile(0.95), infinity);
}

TEST(Crps, OfANormalLawIsTheClosedForm) {
  for (double const y : {-3.0, 0.7, 2.0, 2.4, 9.0}) {
    EXPECT_NEAR(score(normal_law(2, 1.5), {y, y}), normal_crps(2, 1.5, y), 1e-5) << y;
  }
}

TEST(Crps, OfACertainForecastIsItsDistance) {
  Cdf const certain({{3, 0}, {3, 1}});
  EXPECT_DOUBLE_EQ(score(certain, {5, 5}), 2);
  EXPECT_DOUBLE_EQ(score(certain, {1, 1}), 2);
  EXPECT_EQ(score(certain, {3, 3}), 0);
}

TEST(Crps, OfAWindowIsTheMeanOverIt) {
  Cdf const law = normal_law(0, 1);
  double mean = 0;
  constexpr int steps = 1000;
  for (int i = 0; i < steps; ++i) {
    double const y = -0.5 + 2.0 * (i + 0.5) / steps;
    mean += normal_crps(0, 1, y) / steps;
  }
  EXPECT_NEAR(score(law, {-0.5, 1.5}), mean, 1e-5);
}

TEST(Crps, OfACensoredOutcomeWeighsOnlyWhatIsKnown) {
  EXPECT_DOUBLE_EQ(score(uniform, {0.5, infinity}), 1.0 / 24);   // x^2 from 0 to 1/2
  EXPECT_DOUBLE_EQ(score(uniform, {-infinity, 0.5}), 1.0 / 24);  // (1 - x)^2 from 1/2 to 1
  EXPECT_EQ(score(uniform, {-2, infinity}), 0);                  // earlier than the law allows
}

TEST(Crps, EndsAtTheHorizon) {
  EXPECT_DOUBLE_EQ(score(uniform, {5, 5}, 3), 1.0 / 3 + 2);
  EXPECT_DOUBLE_EQ(score(Cdf({{0, 0}, {1, 0.5}}), {0, 0}, 3), 7.0 / 12 + 0.5);
}

TEST(Crps, KnowsItsMonteCarloError) {
  std::vector<CdfPoint> points;
  for (int i = 0; i <= 1000; ++i) points.push_back({i / 1000.0, i / 1000.0});
  // y = 0: the influence of a draw t is -(1 - t)^2, of variance 1/5 - 1/9. It is taken as linear in
  // each piece.
  EXPECT_NEAR(crps(Cdf(points), {0, 0}, infinity, 100).standard_error,
              std::sqrt((1.0 / 5 - 1.0 / 9) / 100), 1e-7);
  EXPECT_EQ(crps(Cdf({{3, 0}, {3, 1}}), {5, 5}, infinity, 100).standard_error, 0);
}

}  // namespace
}  // namespace nameplate
