#pragma once

#include <map>
#include <string>
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

/// Variance of the loaded part, λᵀRλ, with `site` independent of the factors; loadings by factor.
/// At most 1 in a checked catalog.
double explained_variance(std::map<std::string, double> const& loadings, Factors const& factors);

}  // namespace nameplate
