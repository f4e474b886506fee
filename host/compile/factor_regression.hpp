#pragma once

#include <vector>

#include "nameplate/catalog.hpp"

namespace nameplate {

/// Variable k given the variables before it: sum of weights[j] x_j + residual * independent normal.
struct Regression {
  std::vector<double> weights;
  double residual = 1;
};

/// Sequential regressions of standard normals with this correlation matrix. \pre symmetric, unit
/// diagonal, positive semi-definite (a singular matrix gives residuals of 0)
std::vector<Regression> regress_in_order(std::vector<std::vector<double>> const& correlation);

/// Variance of the loaded part, λᵀRλ, with `site` independent of the factors. At most 1 in a
/// checked catalog.
double explained_variance(Parameter const& parameter, Factors const& factors);

}  // namespace nameplate
