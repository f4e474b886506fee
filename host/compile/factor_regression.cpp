#include "host/compile/factor_regression.hpp"

#include <algorithm>
#include <cmath>

#include "host/catalog/correlation.hpp"

namespace nameplate {
namespace {

/// Lower Cholesky factor; columns of zero pivots stay zero.
std::vector<std::vector<double>> cholesky(std::vector<std::vector<double>> const& matrix) {
  std::size_t const n = matrix.size();
  std::vector<std::vector<double>> lower(n, std::vector<double>(n, 0.0));
  for (std::size_t j = 0; j < n; ++j) {
    for (std::size_t i = j; i < n; ++i) {
      double rest = matrix[i][j];
      for (std::size_t k = 0; k < j; ++k) rest -= lower[i][k] * lower[j][k];
      if (i == j) {
        lower[j][j] = rest > correlation_tolerance ? std::sqrt(rest) : 0.0;
      } else if (lower[j][j] > 0) {
        lower[i][j] = rest / lower[j][j];
      }
    }
  }
  return lower;
}

}  // namespace

std::vector<Regression> regress_in_order(std::vector<std::vector<double>> const& correlation) {
  std::vector<std::vector<double>> const lower = cholesky(correlation);
  std::vector<Regression> regressions;
  for (std::size_t k = 0; k < lower.size(); ++k) {
    // weights * L[0..k) = L[k][0..k), solved from the last column back.
    std::vector<double> weights(k, 0.0);
    for (std::size_t j = k; j-- > 0;) {
      double rest = lower[k][j];
      for (std::size_t i = j + 1; i < k; ++i) rest -= weights[i] * lower[i][j];
      weights[j] = lower[j][j] > 0 ? rest / lower[j][j] : 0.0;
    }
    regressions.push_back({weights, lower[k][k]});
  }
  return regressions;
}

double explained_variance(std::map<std::string, double> const& loadings, Factors const& factors) {
  double variance = 0;
  for (auto const& [a, weight_a] : loadings) {
    for (auto const& [b, weight_b] : loadings) {
      if (a == "site" || b == "site") {
        variance += a == b ? weight_a * weight_b : 0.0;
        continue;
      }
      auto const row =
          std::find(factors.names.begin(), factors.names.end(), a) - factors.names.begin();
      auto const column =
          std::find(factors.names.begin(), factors.names.end(), b) - factors.names.begin();
      variance +=
          weight_a * weight_b *
          factors.correlation[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
    }
  }
  return variance;
}

}  // namespace nameplate
