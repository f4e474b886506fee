#include "host/catalog/fit.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace nameplate {
namespace {

constexpr double z95 = 1.6448536269514722;

void expect_quantile(Distribution const& law, Quantile wanted) {
  EXPECT_NEAR(quantile(law, wanted.p), wanted.x, 1e-9 * (1 + std::abs(wanted.x))) << wanted.p;
}

TEST(FitNormal, HasItsClosedForm) {
  Distribution const law = fit_normal({0.05, 1}, {0.95, 3});
  EXPECT_NEAR(law.parameters[0], 2, 1e-12);
  EXPECT_NEAR(law.parameters[1], 1 / z95, 1e-12);
}

TEST(FitNormal, TakesAnyTwoQuantiles) {
  Distribution const law = fit_normal({0.1, -3}, {0.4, 8});
  expect_quantile(law, {0.1, -3});
  expect_quantile(law, {0.4, 8});
}

TEST(FitLognormal, HasItsClosedForm) {
  Distribution const law = fit_lognormal({0.05, 1.12}, {0.95, 1.38}, 0);
  EXPECT_NEAR(law.parameters[0], std::log(1.12 * 1.38) / 2, 1e-12);
  EXPECT_NEAR(law.parameters[1], std::log(1.38 / 1.12) / (2 * z95), 1e-12);
}

TEST(FitLognormal, TakesAShift) {
  Distribution const law = fit_lognormal({0.05, 0}, {0.5, 4.5}, -2);
  EXPECT_NEAR(law.parameters[0], std::log(6.5), 1e-12);
  expect_quantile(law, {0.05, 0});
  expect_quantile(law, {0.5, 4.5});
}

TEST(FitUniform, TakesAnyTwoQuantiles) {
  Distribution const law = fit_uniform({0.25, 2}, {0.5, 3});
  EXPECT_NEAR(law.parameters[0], 1, 1e-12);
  EXPECT_NEAR(law.parameters[1], 5, 1e-12);
}

TEST(FitBeta, MeetsItsQuantiles) {
  for (auto const& [low, high] :
       {std::pair(0.45, 0.88), std::pair(0.85, 0.99), std::pair(0.08, 0.5), std::pair(0.001, 0.999),
        std::pair(0.49, 0.51), std::pair(1e-4, 2e-4)}) {
    std::optional<Distribution> const law = fit_beta({0.05, low}, {0.95, high}, 0, 1);
    ASSERT_TRUE(law) << low;
    expect_quantile(*law, {0.05, low});
    expect_quantile(*law, {0.95, high});
  }
}

TEST(FitBeta, RecoversTheLawThatHasTheQuantiles) {
  Distribution truth;
  truth.family = Family::beta;
  truth.parameters = {11, 4.8, 0, 1};
  auto const law = fit_beta({0.1, quantile(truth, 0.1)}, {0.6, quantile(truth, 0.6)}, 0, 1);
  ASSERT_TRUE(law);
  EXPECT_NEAR(law->parameters[0], 11, 1e-8);
  EXPECT_NEAR(law->parameters[1], 4.8, 1e-8);
}

TEST(FitBeta, LiesOnItsInterval) {
  auto const law = fit_beta({0.05, 1.2}, {0.95, 1.4}, 1, 3);
  ASSERT_TRUE(law);
  EXPECT_EQ(quantile(*law, 0), 1);
  EXPECT_EQ(quantile(*law, 1), 3);
  expect_quantile(*law, {0.05, 1.2});
}

TEST(FitGamma, RecoversTheLawThatHasTheQuantiles) {
  for (double const shape : {0.15, 1.0, 7.0, 4e5}) {
    Distribution truth;
    truth.family = Family::gamma;
    truth.parameters = {shape, 0.4, -3};
    auto const law = fit_gamma({0.1, quantile(truth, 0.1)}, {0.6, quantile(truth, 0.6)}, -3);
    ASSERT_TRUE(law) << shape;
    EXPECT_NEAR(law->parameters[0], shape, 1e-7 * shape);
    EXPECT_NEAR(law->parameters[1], 0.4, 1e-7);
  }
}

TEST(FitGamma, HasNoneForAShapeThatIsNotAllowed) {
  EXPECT_FALSE(fit_gamma({0.05, 1}, {0.95, 1.000001}, 0));  // shape above 1e6
  EXPECT_FALSE(fit_gamma({0.05, 1}, {0.95, 1e20}, 0));      // below 0.1
}

TEST(FitWeibull, HasItsClosedForm) {
  // P(X <= 1) = 1 - exp(-1/4), P(X <= 2) = 1 - exp(-1): shape 2, scale 2.
  Distribution const law = fit_weibull({-std::expm1(-0.25), 1 + 5}, {-std::expm1(-1), 2 + 5}, 5);
  EXPECT_NEAR(law.parameters[0], 2, 1e-12);
  EXPECT_NEAR(law.parameters[1], 2, 1e-12);
  EXPECT_EQ(law.parameters[2], 5);
}

TEST(FitStudentT, TakesAnyTwoQuantiles) {
  // One degree of freedom is a Cauchy law: its quartiles are location -+ scale.
  Distribution const law = fit_student_t({0.25, 1}, {0.75, 4}, 1);
  EXPECT_NEAR(law.parameters[1], 2.5, 1e-12);
  EXPECT_NEAR(law.parameters[2], 1.5, 1e-12);
  Distribution const lopsided = fit_student_t({0.1, -3}, {0.4, 8}, 3);
  expect_quantile(lopsided, {0.1, -3});
  expect_quantile(lopsided, {0.4, 8});
}

TEST(FitThree, LognormalHasTheClosedFormOfSymmetricQuantiles) {
  ThreeQuantileFit const fit = fit_three(Family::lognormal, {{{0.05, 0}, {0.5, 4.5}, {0.95, 17}}});
  ASSERT_TRUE(fit.law);
  EXPECT_NEAR(fit.law->parameters[1], std::log(12.5 / 4.5) / z95, 1e-10);
  double const shift = (0 * 17 - 4.5 * 4.5) / (0 + 17 - 2 * 4.5);
  EXPECT_NEAR(fit.law->parameters[2], shift, 1e-9);
  EXPECT_NEAR(fit.law->parameters[0], std::log(4.5 - shift), 1e-10);
}

struct ThreeCase {
  Family family;
  std::array<Quantile, 3> quantiles;
};

class FitThreeLaws : public testing::TestWithParam<ThreeCase> {};

TEST_P(FitThreeLaws, MeetTheirQuantiles) {
  auto const& [family, quantiles] = GetParam();
  ThreeQuantileFit const fit = fit_three(family, quantiles);
  ASSERT_TRUE(fit.law) << fit.middle_min << " " << fit.middle_max;
  for (Quantile const& wanted : quantiles) expect_quantile(*fit.law, wanted);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, FitThreeLaws,
    testing::Values(ThreeCase{Family::lognormal, {{{0.05, 1.08}, {0.5, 1.17}, {0.95, 1.32}}}},
                    ThreeCase{Family::lognormal, {{{0.1, -5}, {0.6, 1}, {0.9, 9}}}},
                    ThreeCase{Family::gamma, {{{0.05, 1.08}, {0.5, 1.17}, {0.95, 1.32}}}},
                    ThreeCase{Family::gamma, {{{0.1, -5}, {0.6, 1}, {0.9, 9}}}},
                    ThreeCase{Family::weibull, {{{0.05, 2}, {0.5, 5}, {0.95, 12}}}},
                    ThreeCase{Family::weibull, {{{0.05, 2}, {0.5, 8}, {0.95, 12}}}},
                    ThreeCase{Family::triangular, {{{0.05, 0.75}, {0.5, 0.92}, {0.95, 1.05}}}},
                    ThreeCase{Family::triangular, {{{0.1, 4}, {0.5, 5.2}, {0.9, 7}}}},
                    ThreeCase{Family::pert, {{{0.05, 1.17}, {0.5, 1.30}, {0.95, 1.42}}}},
                    ThreeCase{Family::pert, {{{0.05, 0.75}, {0.5, 0.95}, {0.95, 1.05}}}},
                    ThreeCase{Family::pert, {{{0.01, 10}, {0.25, 20}, {0.99, 60}}}}));

TEST(FitThree, RecoversTriangularAndPert) {
  for (Family const family : {Family::triangular, Family::pert})
    for (double const mode : {1.5, 2.5, 3.5}) {
      Distribution truth;
      truth.family = family;
      truth.parameters = {1, mode, 4};
      auto const at = [&](double p) { return Quantile{p, quantile(truth, p)}; };
      ThreeQuantileFit const fit = fit_three(family, {at(0.05), at(0.5), at(0.95)});
      ASSERT_TRUE(fit.law) << mode;
      for (int i = 0; i < 3; ++i)
        EXPECT_NEAR(fit.law->parameters[i], truth.parameters[i], 1e-7) << mode;
    }
}

TEST(FitThree, SaysWhereTheMiddleMayLie) {
  std::array<Quantile, 3> quantiles = {{{0.05, 1}, {0.5, 1.95}, {0.95, 2}}};
  ThreeQuantileFit const refused = fit_three(Family::pert, quantiles);
  ASSERT_FALSE(refused.law);
  for (double const part : {0.01, 0.5, 0.99}) {
    quantiles[1].x = std::lerp(refused.middle_min, refused.middle_max, part);
    EXPECT_TRUE(fit_three(Family::pert, quantiles).law) << part;
  }
  quantiles[1].x = refused.middle_max + 1e-6;
  EXPECT_FALSE(fit_three(Family::pert, quantiles).law);
}

}  // namespace
}  // namespace nameplate
