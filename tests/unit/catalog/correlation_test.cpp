#include "host/catalog/correlation.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <random>

namespace nameplate {
namespace {

/// A symmetric matrix of random entries with a unit diagonal: hardly ever one of correlations.
Matrix random_matrix(std::size_t size, unsigned seed) {
  std::mt19937 engine(seed);
  Matrix matrix(size, std::vector<double>(size, 1));
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = 0; j < i; ++j)
      matrix[i][j] = matrix[j][i] = std::ldexp(static_cast<double>(engine()), -31) - 1;
  return matrix;
}

TEST(LeastEigenvalue, IsThatOfKnownMatrices) {
  EXPECT_EQ(least_eigenvalue({}), 1);
  EXPECT_NEAR(least_eigenvalue({{1, 0.3}, {0.3, 1}}), 0.7, 1e-15);
  EXPECT_NEAR(least_eigenvalue({{1, 1, 0}, {1, 1, 1}, {0, 1, 1}}), 1 - std::sqrt(2), 1e-15);
}

TEST(CorrelationOfRanks, IsPearsonsFormula) {
  Matrix const correlation = correlation_of_ranks({{1, 0.5, -1}, {0.5, 1, 0}, {-1, 0, 1}});
  EXPECT_EQ(correlation[0][0], 1);
  EXPECT_NEAR(correlation[0][1], 0.517638090205041525, 1e-15);  // 2 sin(pi / 12)
  EXPECT_NEAR(correlation[0][2], -1, 1e-15);
  EXPECT_EQ(correlation[1][2], 0);
}

/// The example of Higham 2002, section 4.
TEST(NearestCorrelation, IsThatOfHighamsExample) {
  Matrix const nearest = nearest_correlation({{1, 1, 0}, {1, 1, 1}, {0, 1, 1}});
  EXPECT_NEAR(nearest[0][1], 0.7607, 1e-4);
  EXPECT_NEAR(nearest[0][2], 0.1573, 1e-4);
  EXPECT_NEAR(nearest[1][2], 0.7607, 1e-4);
  EXPECT_NEAR(distance(nearest, {{1, 1, 0}, {1, 1, 1}, {0, 1, 1}}), 0.5278, 1e-4);
}

TEST(NearestCorrelation, OfACorrelationMatrixIsItself) {
  Matrix const matrix = {{1, 0.25, -0.5}, {0.25, 1, 0.125}, {-0.5, 0.125, 1}};
  EXPECT_EQ(nearest_correlation(matrix), matrix);
  EXPECT_EQ(nearest_rank_correlation(matrix), matrix);
}

class Nearest : public testing::TestWithParam<std::size_t> {};

/// A matrix that is printed with six decimals is accepted as it stands.
TEST_P(Nearest, IsSymmetricWithAUnitDiagonalAndDefiniteAfterRounding) {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    Matrix const given = random_matrix(GetParam(), seed);
    Matrix const nearest = nearest_correlation(given);
    Matrix const ranks = nearest_rank_correlation(given);
    EXPECT_GE(least_eigenvalue(nearest), 0) << seed;
    EXPECT_GE(least_eigenvalue(correlation_of_ranks(ranks)), 0) << seed;
    for (std::size_t i = 0; i < given.size(); ++i) {
      EXPECT_EQ(nearest[i][i], 1);
      for (std::size_t j = 0; j < given.size(); ++j) {
        EXPECT_EQ(nearest[i][j], nearest[j][i]);
        EXPECT_EQ(ranks[i][j], ranks[j][i]);
        EXPECT_LE(std::abs(nearest[i][j]), 1);
      }
    }
  }
}

/// The nearest point of a convex set: from it, no other member lies in the direction of the given
/// matrix. The slack is what the floor of the eigenvalues takes.
TEST_P(Nearest, IsNoFartherThanAnyOther) {
  Matrix const given = random_matrix(GetParam(), 7);
  Matrix const nearest = nearest_correlation(given);
  for (unsigned seed = 11; seed <= 15; ++seed) {
    Matrix const other = nearest_correlation(random_matrix(GetParam(), seed));
    double inner = 0;
    for (std::size_t i = 0; i < given.size(); ++i)
      for (std::size_t j = 0; j < given.size(); ++j)
        inner += (given[i][j] - nearest[i][j]) * (other[i][j] - nearest[i][j]);
    EXPECT_LE(inner, 1e-4 * static_cast<double>(given.size() * given.size())) << seed;
  }
}

INSTANTIATE_TEST_SUITE_P(Sizes, Nearest, testing::Values(3, 6, 20));

}  // namespace
}  // namespace nameplate
