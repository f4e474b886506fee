#include "host/compile/factor_regression.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace nameplate {
namespace {

using Matrix = std::vector<std::vector<double>>;

/// Correlations of the variables that the regressions build up in order.
Matrix correlations_of(std::vector<Regression> const& regressions) {
  std::size_t const n = regressions.size();
  Matrix r(n, std::vector<double>(n, 0.0));
  for (std::size_t k = 0; k < n; ++k) {
    Regression const& regression = regressions[k];
    r[k][k] = regression.residual * regression.residual;
    for (std::size_t i = 0; i < k; ++i) {
      for (std::size_t j = 0; j < k; ++j) {
        r[k][k] += regression.weights[i] * regression.weights[j] * r[i][j];
        r[k][i] += regression.weights[j] * r[j][i];
      }
      r[i][k] = r[k][i];
    }
  }
  return r;
}

void expect_reproduced(Matrix const& correlation) {
  Matrix const actual = correlations_of(regress_in_order(correlation));
  for (std::size_t i = 0; i < correlation.size(); ++i)
    for (std::size_t j = 0; j < correlation.size(); ++j)
      EXPECT_NEAR(actual[i][j], correlation[i][j], 1e-9) << i << ", " << j;
}

TEST(FactorRegression, ReproducesTheCorrelationMatrix) {
  expect_reproduced({{1}});
  expect_reproduced({{1, 0.4, -0.3}, {0.4, 1, 0.2}, {-0.3, 0.2, 1}});
  expect_reproduced(
      {{1, -0.999, 0, 0.1}, {-0.999, 1, 0, -0.1}, {0, 0, 1, 0.9}, {0.1, -0.1, 0.9, 1}});
}

TEST(FactorRegression, TakesSingularMatrices) {
  double const third = std::sqrt((1 + 0.5) / 2);  // correlation of (a + b) / |a + b| with a
  expect_reproduced({{1, 1}, {1, 1}});
  expect_reproduced({{1, -1, 0}, {-1, 1, 0}, {0, 0, 1}});
  expect_reproduced({{1, 0.5, third}, {0.5, 1, third}, {third, third, 1}});
  EXPECT_EQ(regress_in_order({{1, 1}, {1, 1}})[1].residual, 0);
}

TEST(ExplainedVariance, CountsTheSiteApart) {
  Factors factors;
  factors.names = {"a", "b"};
  factors.correlation = {{1, 0.5}, {0.5, 1}};
  Parameter parameter;
  EXPECT_EQ(explained_variance(parameter.loadings, factors), 0);
  parameter.loadings = {{"a", 0.6}, {"b", -0.4}, {"site", 0.3}};
  EXPECT_NEAR(explained_variance(parameter.loadings, factors),
              0.36 + 0.16 - 2 * 0.6 * 0.4 * 0.5 + 0.09, 1e-12);
}

}  // namespace
}  // namespace nameplate
