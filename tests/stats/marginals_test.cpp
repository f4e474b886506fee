#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "tests/stats/laws_under_test.hpp"
#include "tests/support/laws.hpp"

/// The kernel's quantile functions against the exact ones (Boost.Math).
namespace nameplate {
namespace {

double phi(double z) { return cdf(boost::math::normal(), z); }

/// Grid of z over all that a 32-bit draw can give.
constexpr int point_count = 10'000;
float grid_z(int i) { return -6.33f + 12.66f * (static_cast<float>(i) + 0.5f) / point_count; }

std::string law_name(testing::TestParamInfo<LawUnderTest> const& info) { return info.param.name; }

/// The law's value at z, by the nearer tail.
double exact_at(Distribution const& law, double z) {
  return z < 0 ? quantile(law, phi(z)) : upper_quantile(law, phi(-z));
}

class Marginals : public testing::TestWithParam<LawUnderTest> {};

TEST_P(Marginals, EqualTheExactQuantileFunction) {
  Distribution const law = parse_law(GetParam().toml);
  KernelLaw const kernel(law);
  double const spread = quantile(law, 0.95) - quantile(law, 0.05);
  for (int i = 0; i < point_count; ++i) {
    float const z = grid_z(i);
    double const exact = exact_at(law, z);
    ASSERT_NEAR(kernel.at(z), exact, GetParam().tolerance * std::max(spread, std::abs(exact)))
        << "at z = " << z;
  }
}

/// What lies outside, by a rounding at most, would be counted as undefined where it is negative.
TEST_P(Marginals, StayWithinTheirSupport) {
  Distribution const law = parse_law(GetParam().toml);
  KernelLaw const kernel(law);
  auto const low = static_cast<float>(quantile(law, 0)),
             high = static_cast<float>(quantile(law, 1));
  float const slack = 2e-7f * std::max(std::abs(low), 1.0f);
  for (int i = 0; i < point_count; ++i) {
    ASSERT_GE(kernel.at(grid_z(i)), low == 0.0f ? low : low - slack) << "at z = " << grid_z(i);
    ASSERT_LE(kernel.at(grid_z(i)), high + slack) << "at z = " << grid_z(i);
  }
}

INSTANTIATE_TEST_SUITE_P(Laws, Marginals, testing::ValuesIn(laws_under_test), law_name);

struct TransformedLaw {
  char const* name;
  char const* toml;
  Transform transform;
  double tolerance;  // relative to the larger of value and P5-P95 spread
};

class TransformedMarginals : public testing::TestWithParam<TransformedLaw> {};

TEST_P(TransformedMarginals, EqualTheTransformedQuantile) {
  auto const [name, toml, transform, tolerance] = GetParam();
  Distribution const law = parse_law(toml);
  KernelLaw const kernel(law, transform);
  auto const exact = [&](double z) { return transformed(exact_at(law, z), transform); };
  double const spread = std::abs(exact(1.6448536) - exact(-1.6448536));
  for (int i = 0; i < point_count; ++i) {
    float const z = grid_z(i);
    ASSERT_NEAR(kernel.at(z), exact(z), tolerance * std::max(spread, std::abs(exact(z))))
        << "at z = " << z;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Laws, TransformedMarginals,
    testing::Values(
        TransformedLaw{"probit_of_beta", "{ family = \"beta\", p5 = 0.45, p95 = 0.88 }",
                       Transform::probit, 1e-6},
        TransformedLaw{"probit_of_bernoulli", "{ family = \"bernoulli\", p = 0.4 }",
                       Transform::probit, 1e-6},
        TransformedLaw{"log2_of_1p_of_pert",
                       "{ family = \"pert\", p5 = -0.05, p50 = -0.03, p95 = -0.02 }",
                       Transform::log2_of_1p, 1e-6},
        TransformedLaw{"reciprocal_of_lognormal", "\"2 to 12\"", Transform::reciprocal, 1e-6},
        TransformedLaw{"reciprocal_of_shifted_lognormal",
                       "{ family = \"lognormal\", mu = 1, sigma = 0.5, shift = 1 }",
                       Transform::reciprocal, 1e-6},
        TransformedLaw{"reciprocal_of_clipped_lognormal",
                       "{ family = \"lognormal\", p5 = 2, p95 = 12, clip_min = 1, clip_max = 16 }",
                       Transform::reciprocal, 1e-6},
        TransformedLaw{"reciprocal_of_uniform", "{ family = \"uniform\", min = 2, max = 9 }",
                       Transform::reciprocal, 1e-6}),
    [](testing::TestParamInfo<TransformedLaw> const& test) {
      return std::string(test.param.name);
    });

/// Discrete laws that load on nothing are decided on the random word itself.
TEST(DiscreteMarginals, ChangeValueAtTheExactWord) {
  Distribution const law =
      parse_law("{ family = \"discrete\", values = [10, 20, 30], weights = [1, 2, 1] }");
  KernelLaw const kernel(law, Transform::none, false);
  EXPECT_EQ(kernel.drawn_by(0), 10);
  EXPECT_EQ(kernel.drawn_by(0x3fffffffu), 10);
  EXPECT_EQ(kernel.drawn_by(0x40000000u), 20);
  EXPECT_EQ(kernel.drawn_by(0xbfffffffu), 20);
  EXPECT_EQ(kernel.drawn_by(0xc0000000u), 30);
  EXPECT_EQ(kernel.drawn_by(0xffffffffu), 30);
}

}  // namespace
}  // namespace nameplate
