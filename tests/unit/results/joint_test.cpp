#include "host/results/joint.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <random>

#include "tests/unit/results/fake_run.hpp"

namespace nameplate {
namespace {

using Values = std::vector<std::vector<float>>;

constexpr float nan = std::numeric_limits<float>::quiet_NaN();

RunOptions cpu_options(int threads = 1) {
  RunOptions options;
  options.backend = Backend::cpu;
  options.threads = threads;
  return options;
}

Summary exact(Values const& values, int threads = 1) {
  Plan const plan =
      fake_plan(std::vector<FakeOutput>(values.size(), {.min_exponent = -30, .is_signed = true}));
  return summarize_exactly(plan, samples_of(values), cpu_options(threads));
}

/// Pairs of standard normals with correlation rho.
Values gaussian_pair(std::size_t paths, float rho) {
  std::mt19937_64 engine(4);
  std::normal_distribution<float> law;
  Values values(2, std::vector<float>(paths));
  for (std::size_t i = 0; i < paths; ++i) {
    values[0][i] = law(engine);
    values[1][i] = rho * values[0][i] + std::sqrt(1 - rho * rho) * law(engine);
  }
  return values;
}

void expect_chance(JointEvent const& event, double expected) {
  EXPECT_NEAR(event.probability.value(), expected, 4 * event.standard_error.value())
      << name(event.side) << " " << event.p;
}

TEST(Joint, OfIndependentOutputsIsTheProduct) {
  JointExceedance const pair = exact(gaussian_pair(400'000, 0)).joint.at(0);
  EXPECT_EQ(pair.first, 0u);
  EXPECT_EQ(pair.second, 1u);
  ASSERT_EQ(pair.events.size(), 4u);
  double const expected[] = {1e-4, 2.5e-3, 2.5e-3, 1e-4};
  for (std::size_t i = 0; i < 4; ++i) {
    expect_chance(pair.events[i], expected[i]);
    double const relative_error = pair.events[i].standard_error.value() / expected[i];
    EXPECT_NEAR(pair.events[i].independence_ratio.value(), 1, 4 * relative_error);
  }
}

/// P(X > q, Y > q) of a Gaussian pair with correlation 1/2: 0.0122 at P95, 0.00129 at P99, by
/// quadrature of phi(x) Phi((rho x - q) / sqrt(1 - rho^2)) over x > q.
TEST(Joint, OfAGaussianPairIsThatOfTheCopula) {
  auto const expected = [](double q) {
    constexpr double rho = 0.5, step = 1e-4;
    double sum = 0;
    for (double x = q + step / 2; x < 9; x += step)
      sum += std::exp(-x * x / 2) / std::sqrt(2 * M_PI) *
             std::erfc((q - rho * x) / std::sqrt(2 * (1 - rho * rho))) / 2;
    return sum * step;
  };
  JointExceedance const pair = exact(gaussian_pair(400'000, 0.5f)).joint.at(0);
  double const at_p95 = expected(1.6448536), at_p99 = expected(2.3263479);
  EXPECT_NEAR(at_p95, 0.0122, 5e-5);
  expect_chance(pair.events[0], at_p99);
  expect_chance(pair.events[1], at_p95);
  expect_chance(pair.events[2], at_p95);
  expect_chance(pair.events[3], at_p99);
}

TEST(Joint, OfEqualOutputsIsTheChanceOfOne) {
  std::vector<float> values(10'000);
  std::iota(values.begin(), values.end(), 1.0f);
  JointExceedance const pair = exact({values, values}).joint.at(0);
  EXPECT_EQ(pair.events[0].probability, 0.0099);  // strictly below the 100th value
  EXPECT_EQ(pair.events[1].probability, 0.0499);
  EXPECT_EQ(pair.events[2].probability, 0.05);
  EXPECT_EQ(pair.events[3].probability, 0.01);
  EXPECT_NEAR(pair.events[2].independence_ratio.value(), 20, 1e-9);
  EXPECT_NEAR(pair.events[2].standard_error.value(), std::sqrt(0.05 * 0.95 / 10'000), 1e-12);
}

TEST(Joint, OfOppositeOutputsIsNothing) {
  std::vector<float> values(10'000), opposite(10'000);
  std::iota(values.begin(), values.end(), 1.0f);
  std::iota(opposite.rbegin(), opposite.rend(), 1.0f);
  JointExceedance const pair = exact({values, opposite}).joint.at(0);
  for (JointEvent const& event : pair.events) {
    EXPECT_EQ(event.probability, 0.0);
    EXPECT_EQ(event.independence_ratio, 0.0);
  }
}

TEST(Joint, CountsThePathsThatHaveBothValues) {
  std::vector<float> one(10'000), other(10'000);
  std::iota(one.begin(), one.end(), 1.0f);
  std::iota(other.begin(), other.end(), 1.0f);
  for (std::size_t i = 0; i < one.size(); i += 2) other[i] = nan;
  JointEvent const event = exact({one, other}).joint.at(0).events[2];
  // Both are above 9500 on the 250 even values of 5000.
  EXPECT_EQ(event.probability, 0.05);
  EXPECT_NEAR(event.independence_ratio.value(), 20, 1e-9);
}

TEST(Joint, WithoutCommonPathsHasNoEstimate) {
  JointExceedance const pair = exact({{1, nan}, {nan, 1}}).joint.at(0);
  for (JointEvent const& event : pair.events) {
    EXPECT_FALSE(event.probability);
    EXPECT_FALSE(event.independence_ratio);
  }
}

TEST(Joint, OfWhatIsAlwaysTheSameIsNothing) {
  JointExceedance const pair =
      exact({std::vector<float>(5000, 0), std::vector<float>(5000, 0)}).joint.at(0);
  for (JointEvent const& event : pair.events) {
    EXPECT_EQ(event.probability, 0.0);
    EXPECT_FALSE(event.independence_ratio);
  }
}

TEST(Joint, HoldsEveryPairOnceInOrder) {
  Summary const summary = exact({{1, 2}, {2, 1}, {1, 1}});
  ASSERT_EQ(summary.joint.size(), 3u);
  EXPECT_EQ(summary.joint[1].first, 0u);
  EXPECT_EQ(summary.joint[1].second, 2u);
  EXPECT_EQ(summary.joint[2].first, 1u);
  EXPECT_EQ(joint_obstacle(summary), "");
}

TEST(Joint, IsTheSameForEveryNumberOfThreads) {
  Values const values = gaussian_pair(30'011, 0.7f);
  for (std::size_t i = 0; i < 4; ++i)
    EXPECT_EQ(exact(values, 1).joint.at(0).events[i].probability,
              exact(values, 7).joint.at(0).events[i].probability);
}

TEST(Joint, OfOneOutputOrVeryManySaysWhyNot) {
  Summary const one = exact({{1, 2}});
  EXPECT_TRUE(one.joint.empty());
  EXPECT_EQ(joint_obstacle(one), "joint exceedance takes two outputs or more");
  Summary const many = exact(Values(65, {1, 2}));
  EXPECT_TRUE(many.joint.empty());
  EXPECT_EQ(joint_obstacle(many),
            "joint exceedance is counted for up to 64 outputs, of which there are 65: ask for "
            "fewer metrics, dates or scopes");
  EXPECT_EQ(exact(Values(64, {1, 2})).joint.size(), 2016u);
}

}  // namespace
}  // namespace nameplate
