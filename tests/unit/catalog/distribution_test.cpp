#include "nameplate/distribution.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <ostream>
#include <string>
#include <vector>

namespace nameplate {

std::ostream& operator<<(std::ostream& out, Distribution const& law) {
  return out << name(law.family);
}

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

Distribution make(Family family, std::vector<double> parameters) {
  Distribution law;
  law.family = family;
  law.parameters = std::move(parameters);
  return law;
}

Distribution truncated(Distribution law, double min, double max) {
  law.truncate_min = min;
  law.truncate_max = max;
  return law;
}

Distribution clipped(Distribution law, double min, double max) {
  law.clip_min = min;
  law.clip_max = max;
  return law;
}

Distribution with_points(Family family, std::vector<double> x, std::vector<double> p) {
  Distribution law = make(family, {});
  law.x = std::move(x);
  law.p = std::move(p);
  return law;
}

Distribution const normal = make(Family::normal, {2, 0.5});
Distribution const lognormal = make(Family::lognormal, {1, 0.6, -2});
Distribution const dice = with_points(Family::discrete, {1, 2, 6}, {0.5, 0.25, 0.25});
Distribution const measured =
    with_points(Family::empirical, {0.9, 1.0, 1.0, 1.6}, {0, 0.5, 0.75, 1});

Distribution mixture(double weight, Distribution const& one, Distribution const& other) {
  Distribution law = make(Family::mixture, {});
  law.p = {weight, 1 - weight};
  law.components = {one, other};
  return law;
}

std::vector<Distribution> continuous_laws() {
  return {normal,
          lognormal,
          make(Family::uniform, {-1, 3}),
          make(Family::triangular, {1, 1.5, 4}),
          make(Family::triangular, {1, 1, 4}),
          make(Family::triangular, {1, 4, 4}),
          make(Family::pert, {0.5, 0.95, 1.1}),
          make(Family::pert, {0.5, 0.5, 1.1}),
          make(Family::beta, {11, 4.8, 0, 1}),
          make(Family::beta, {0.8, 0.9, -1, 2}),
          make(Family::gamma, {0.5, 2, 0}),
          make(Family::gamma, {12, 0.3, -4}),
          make(Family::weibull, {0.8, 2, 1}),
          make(Family::weibull, {4, 10, -3}),
          make(Family::student_t, {4, 1, 2}),
          truncated(make(Family::student_t, {3, 0, 1}), -1, 9),
          truncated(make(Family::gamma, {2, 1, 0}), 3, infinity),
          mixture(0.3, normal, lognormal),
          mixture(0.9, make(Family::beta, {2, 3, 0, 1}), truncated(normal, 0.5, 3)),
          truncated(normal, 1.8, 2.1),
          truncated(normal, 3.5, infinity),
          truncated(lognormal, 0, 20)};
}

class Continuous : public testing::TestWithParam<Distribution> {};

TEST_P(Continuous, CumulativeInvertsQuantile) {
  Distribution const& law = GetParam();
  for (double const p : {1e-9, 1e-6, 1e-3, 0.05, 0.3, 0.5, 0.7, 0.95, 0.999, 1 - 1e-6, 1 - 1e-9})
    EXPECT_NEAR(cumulative(law, quantile(law, p)), p, 1e-12 + 1e-9 * std::min(p, 1 - p)) << p;
}

TEST_P(Continuous, QuantileIncreases) {
  Distribution const& law = GetParam();
  double last = quantile(law, 0);
  for (int i = 1; i <= 1000; ++i) {
    double const x = quantile(law, i / 1000.0);
    EXPECT_GT(x, last) << i;
    last = x;
  }
}

TEST_P(Continuous, EndsAreThoseOfTheSupport) {
  Distribution const& law = GetParam();
  double const min = quantile(law, 0), max = quantile(law, 1);
  EXPECT_EQ(cumulative(law, min), 0);
  EXPECT_EQ(cumulative(law, max), 1);
  EXPECT_LE(min, quantile(law, 1e-12));
  EXPECT_GE(max, quantile(law, 1 - 1e-12));
}

TEST_P(Continuous, MeanIsTheIntegralOfTheQuantiles) {
  Distribution const& law = GetParam();
  int const count = 200'000;
  double sum = 0;
  for (int i = 0; i < count; ++i) sum += quantile(law, (i + 0.5) / count);
  EXPECT_NEAR(mean(law), sum / count, 1e-4);
}

INSTANTIATE_TEST_SUITE_P(Laws, Continuous, testing::ValuesIn(continuous_laws()));

TEST(Mean, HasItsClosedForm) {
  EXPECT_NEAR(mean(normal), 2, 1e-12);
  EXPECT_NEAR(mean(lognormal), std::exp(1 + 0.18) - 2, 1e-10);
  EXPECT_NEAR(mean(make(Family::lognormal, {0, 8, 0})), std::exp(32), 1e-6 * std::exp(32));
  EXPECT_NEAR(mean(make(Family::uniform, {-1, 3})), 1, 1e-12);
  EXPECT_NEAR(mean(make(Family::triangular, {1, 1.5, 4})), 6.5 / 3, 1e-12);
  EXPECT_NEAR(mean(make(Family::pert, {0.5, 0.95, 1.1})), (0.5 + 4 * 0.95 + 1.1) / 6, 1e-12);
  EXPECT_NEAR(mean(make(Family::beta, {11, 4.8, 0, 1})), 11 / 15.8, 1e-12);
  EXPECT_NEAR(mean(make(Family::beta, {0.4, 0.6, -1, 2})), 0.2, 1e-9);
  EXPECT_NEAR(mean(make(Family::gamma, {2.5, 0.8, -1})), 2.5 * 0.8 - 1, 1e-10);
  EXPECT_NEAR(mean(make(Family::gamma, {0.1, 3, 0})), 0.3, 1e-10);
  EXPECT_NEAR(mean(make(Family::weibull, {2, 3, 1})), 3 * std::tgamma(1.5) + 1, 1e-10);
  EXPECT_NEAR(mean(make(Family::student_t, {2.1, 7, 2})), 7, 1e-6);
  EXPECT_DOUBLE_EQ(mean(make(Family::bernoulli, {0.3})), 0.3);
  EXPECT_DOUBLE_EQ(mean(dice), 2.5);
  EXPECT_DOUBLE_EQ(mean(measured), 0.5 * 0.95 + 0.25 * 1.0 + 0.25 * 1.3);
  EXPECT_EQ(mean(constant(1.3)), 1.3);
}

TEST(Mean, OfAMixtureIsTheWeightedSum) {
  Distribution const law = mixture(0.3, normal, make(Family::uniform, {4, 8}));
  EXPECT_NEAR(mean(law), 0.3 * 2 + 0.7 * 6, 1e-12);
  EXPECT_NEAR(mean(clipped(law, -infinity, 7)), 0.3 * 2 + 0.7 * (0.75 * 5.5 + 0.25 * 7), 1e-9);
}

TEST(Mean, OfATruncatedNormalHasItsClosedForm) {
  double const z = 0.4;  // cut at mean + 0.4 sd: the mean is mean + sd * phi(z) / (1 - Phi(z))
  double const phi = std::exp(-z * z / 2) / std::sqrt(2 * M_PI);
  double const above = std::erfc(z / std::sqrt(2)) / 2;
  EXPECT_NEAR(mean(truncated(normal, 2.2, infinity)), 2 + 0.5 * phi / above, 1e-10);
}

TEST(Mean, OfAClippedLawCountsWhatLiesOnTheBounds) {
  // A standard normal clipped at 0 has the mean phi(0).
  Distribution const standard = make(Family::normal, {0, 1});
  EXPECT_NEAR(mean(clipped(standard, 0, infinity)), 1 / std::sqrt(2 * M_PI), 1e-10);
  EXPECT_NEAR(mean(clipped(standard, -1, 1)), 0, 1e-12);
  EXPECT_NEAR(mean(clipped(make(Family::uniform, {0, 1}), 0.5, 2)), 0.625, 1e-12);
  EXPECT_NEAR(mean(clipped(make(Family::bernoulli, {0.3}), 0.5, 0.8)), 0.7 * 0.5 + 0.3 * 0.8,
              1e-12);
  EXPECT_NEAR(mean(clipped(dice, 2, 5)), 0.75 * 2 + 0.25 * 5, 1e-12);
  EXPECT_NEAR(mean(clipped(measured, 0.95, 1.3)),
              0.25 * 0.95 + 0.25 * 0.975 + 0.25 + 0.125 * 1.15 + 0.125 * 1.3, 1e-12);
}

TEST(Truncation, RenormalisesSoThatQuantilesMove) {
  Distribution const law = truncated(normal, 2, infinity);  // the upper half
  EXPECT_EQ(quantile(law, 0), 2);
  EXPECT_NEAR(quantile(law, 0.5), quantile(normal, 0.75), 1e-12);
  EXPECT_EQ(cumulative(law, 1.9), 0);
}

TEST(Truncation, IsExactFarInATail) {
  Distribution const standard = make(Family::normal, {0, 1});
  for (auto const& [min, max] : {std::pair(4.5, 5.5), std::pair(-5.5, -4.5)}) {
    Distribution const law = truncated(standard, min, max);
    double const mirrored = -quantile(truncated(standard, -max, -min), 0.25);
    EXPECT_NEAR(quantile(law, 0.75), mirrored, 1e-12);
  }
  // The published quantile of the exponential-like tail: P(Z > x) = (P(Z > 4.5) + P(Z > 5.5)) / 2.
  double const x = quantile(truncated(standard, 4.5, 5.5), 0.5);
  auto const above = [](double z) { return std::erfc(z / std::sqrt(2)) / 2; };
  EXPECT_NEAR(above(x) / ((above(4.5) + above(5.5)) / 2), 1, 1e-10);
}

TEST(Clip, KeepsTheQuantilesInside) {
  Distribution const law = clipped(normal, 1.5, 2.2);
  EXPECT_EQ(quantile(law, 0.4), quantile(normal, 0.4));
  EXPECT_EQ(quantile(law, 0.001), 1.5);
  EXPECT_EQ(quantile(law, 0.999), 2.2);
  EXPECT_EQ(quantile(law, 0), 1.5);
  EXPECT_EQ(quantile(law, 1), 2.2);
}

TEST(Clip, PutsProbabilityOnTheBounds) {
  Distribution const law = clipped(normal, 1.5, 2.2);
  EXPECT_EQ(cumulative(law, 1.49), 0);
  EXPECT_NEAR(cumulative(law, 1.5), cumulative(normal, 1.5), 1e-15);
  EXPECT_EQ(cumulative(law, 2.2), 1);
}

TEST(Clip, ComesAfterTruncation) {
  Distribution const law = clipped(truncated(normal, 2, infinity), 2.1, infinity);
  EXPECT_EQ(quantile(law, 0), 2.1);
  EXPECT_NEAR(quantile(law, 0.5), quantile(normal, 0.75), 1e-12);
}

TEST(Support, OfUnboundedLawsIsInfinite) {
  EXPECT_EQ(quantile(normal, 0), -infinity);
  EXPECT_EQ(quantile(normal, 1), infinity);
  EXPECT_EQ(quantile(lognormal, 0), -2);
  EXPECT_EQ(quantile(lognormal, 1), infinity);
}

TEST(UpperQuantile, MirrorsTheLowerOneOfASymmetricLaw) {
  Distribution const law = clipped(make(Family::student_t, {3, 0, 1}), -50, infinity);
  for (double const p : {0.3, 0.01, 1e-4})
    EXPECT_DOUBLE_EQ(upper_quantile(law, p), -quantile(law, p)) << p;
  EXPECT_GT(upper_quantile(law, 1e-30), 1e9);  // where 1 - p is 1
  EXPECT_EQ(upper_quantile(law, 1), -50);
  EXPECT_EQ(upper_quantile(law, 0), infinity);
}

TEST(Constant, IsOneValue) {
  Distribution const law = constant(1.3);
  EXPECT_TRUE(law.is_constant());
  EXPECT_EQ(law.text, "1.3");
  for (double const p : {0.0, 0.5, 1.0}) EXPECT_EQ(quantile(law, p), 1.3);
  EXPECT_EQ(cumulative(law, 1.2), 0);
  EXPECT_EQ(cumulative(law, 1.3), 1);
}

TEST(Mixture, HasTheWeightedSumOfProbabilities) {
  Distribution const wide = make(Family::normal, {0, 3});
  Distribution const law = mixture(0.3, normal, wide);
  for (double const x : {-9.0, 0.0, 2.0, 5.0, 12.0}) {
    EXPECT_DOUBLE_EQ(cumulative(law, x), 0.3 * cumulative(normal, x) + 0.7 * cumulative(wide, x));
    EXPECT_DOUBLE_EQ(upper_cumulative(law, x),
                     0.3 * upper_cumulative(normal, x) + 0.7 * upper_cumulative(wide, x));
  }
  // Far out only the wide one counts.
  EXPECT_NEAR(quantile(law, 0.7e-20), quantile(wide, 1e-20), 1e-9);
  EXPECT_NEAR(upper_quantile(law, 0.7e-20), upper_quantile(wide, 1e-20), 1e-9);
}

TEST(UpperCumulative, IsTheRestOfTheProbability) {
  Distribution const law = clipped(normal, 1.5, 2.2);
  EXPECT_EQ(upper_cumulative(law, 1.4), 1);
  EXPECT_NEAR(upper_cumulative(law, 2), 0.5, 1e-15);
  EXPECT_EQ(upper_cumulative(law, 2.2), 0);
}

TEST(Bernoulli, IsZeroOrOne) {
  Distribution const law = make(Family::bernoulli, {0.3});
  EXPECT_EQ(quantile(law, 0), 0);
  EXPECT_EQ(quantile(law, 0.7), 0);
  EXPECT_EQ(quantile(law, 0.71), 1);
  EXPECT_EQ(quantile(law, 1), 1);
  EXPECT_EQ(cumulative(law, -0.1), 0);
  EXPECT_DOUBLE_EQ(cumulative(law, 0.5), 0.7);
  EXPECT_EQ(cumulative(law, 1), 1);
}

TEST(Bernoulli, OfCertaintyHasOneEnd) {
  EXPECT_EQ(quantile(make(Family::bernoulli, {1}), 0), 1);
  EXPECT_EQ(quantile(make(Family::bernoulli, {0}), 1), 0);
}

TEST(Discrete, TakesTheFirstValueThatReachesP) {
  EXPECT_EQ(quantile(dice, 0), 1);
  EXPECT_EQ(quantile(dice, 0.5), 1);
  EXPECT_EQ(quantile(dice, 0.51), 2);
  EXPECT_EQ(quantile(dice, 0.75), 2);
  EXPECT_EQ(quantile(dice, 0.76), 6);
  EXPECT_EQ(quantile(dice, 1), 6);
  EXPECT_EQ(cumulative(dice, 0.9), 0);
  EXPECT_EQ(cumulative(dice, 2), 0.75);
  EXPECT_EQ(cumulative(dice, 5.9), 0.75);
  EXPECT_EQ(cumulative(dice, 6), 1);
}

TEST(Empirical, IsLinearBetweenItsPoints) {
  EXPECT_EQ(quantile(measured, 0), 0.9);
  EXPECT_DOUBLE_EQ(quantile(measured, 0.25), 0.95);
  EXPECT_EQ(quantile(measured, 0.6), 1.0);
  EXPECT_DOUBLE_EQ(quantile(measured, 0.875), 1.3);
  EXPECT_EQ(quantile(measured, 1), 1.6);
  EXPECT_EQ(cumulative(measured, 0.8), 0);
  EXPECT_NEAR(cumulative(measured, 0.95), 0.25, 1e-12);
  EXPECT_DOUBLE_EQ(cumulative(measured, 1.0), 0.75);  // with what stands on 1 itself
  EXPECT_EQ(cumulative(measured, 1.6), 1);
}

TEST(Name, IsTheWordOfTheFamily) {
  EXPECT_EQ(name(Family::constant), "constant");
  EXPECT_EQ(name(Family::lognormal), "lognormal");
  EXPECT_EQ(name(Family::empirical), "empirical");
}

}  // namespace
}  // namespace nameplate
