#include "host/catalog/correlation.hpp"

#include <fmt/format.h>

#include <Eigen/Eigenvalues>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace nameplate {
namespace {

/// Printed entries are multiples of this.
constexpr double unit = 1e-6;

Eigen::MatrixXd dense(Matrix const& rows) {
  auto const n = static_cast<Eigen::Index>(rows.size());
  Eigen::MatrixXd matrix(n, n);
  for (Eigen::Index i = 0; i < n; ++i)
    for (Eigen::Index j = 0; j < n; ++j)
      matrix(i, j) = rows[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)];
  return matrix;
}

/// `f` of each entry off the diagonal, 1 on it.
template <class Function>
Matrix correlations(Eigen::MatrixXd const& matrix, Function f) {
  auto const n = static_cast<std::size_t>(matrix.rows());
  Matrix rows(n, std::vector<double>(n, 1));
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j)
      if (i != j)
        rows[i][j] = f(matrix(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)));
  return rows;
}

/// A decimal of six places is the double nearest to it, so that writing it loses nothing.
double rounded(double correlation) { return std::round(correlation / unit) / (1 / unit); }

/// The nearest matrix without eigenvalues below `floor`.
Eigen::MatrixXd raised_to(double floor, Eigen::MatrixXd const& matrix) {
  Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> const solver(matrix);
  Eigen::VectorXd const values = solver.eigenvalues().cwiseMax(floor);
  Eigen::MatrixXd const& vectors = solver.eigenvectors();
  return vectors * values.asDiagonal() * vectors.transpose();
}

/// Higham's algorithm, before rounding.
Eigen::MatrixXd nearest_unrounded(Eigen::MatrixXd const& matrix) {
  constexpr int most_iterations = 10'000;
  // Rounding moves an eigenvalue by n * unit / 2 at most, a little more through 2 sin(pi x / 6).
  // What remains after the last iteration is below the rest of this.
  double const floor = 2 * unit * static_cast<double>(matrix.rows());
  double const close = unit / 10;
  Eigen::MatrixXd nearest = matrix;
  Eigen::MatrixXd correction = Eigen::MatrixXd::Zero(matrix.rows(), matrix.cols());
  for (int i = 0; i < most_iterations; ++i) {
    Eigen::MatrixXd const corrected = nearest - correction;
    Eigen::MatrixXd const definite = raised_to(floor, corrected);
    correction = definite - corrected;
    nearest = definite;
    nearest.diagonal().setOnes();
    if ((nearest - definite).norm() <= close) break;
  }
  return nearest;
}

double rank_correlation_of(double correlation) {
  return 6 / std::numbers::pi * std::asin(correlation / 2);
}

}  // namespace

double least_eigenvalue(Matrix const& matrix) {
  if (matrix.empty()) return 1;
  return Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(dense(matrix), Eigen::EigenvaluesOnly)
      .eigenvalues()
      .minCoeff();
}

Matrix correlation_of_ranks(Matrix const& rank_correlation) {
  return correlations(dense(rank_correlation),
                      [](double rank) { return 2 * std::sin(std::numbers::pi * rank / 6); });
}

Matrix nearest_correlation(Matrix const& matrix) {
  return correlations(nearest_unrounded(dense(matrix)), rounded);
}

Matrix nearest_rank_correlation(Matrix const& rank_correlation) {
  return correlations(nearest_unrounded(dense(correlation_of_ranks(rank_correlation))),
                      [](double x) { return rounded(rank_correlation_of(x)); });
}

double distance(Matrix const& a, Matrix const& b) { return (dense(a) - dense(b)).norm(); }

std::string repair_text(Catalog const& catalog, Language const& say) {
  if (!catalog.factors.repair_distance) return {};
  return say.format(
      "{}: the correlations of its factors are not positive semi-definite; the nearest ones that "
      "are, at a Frobenius distance of {:.6g}, take their place",
      catalog.name, *catalog.factors.repair_distance);
}

}  // namespace nameplate
