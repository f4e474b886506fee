#pragma once

#include <string>
#include <vector>

#include "host/language/language.hpp"
#include "nameplate/catalog.hpp"

namespace nameplate {

using Matrix = std::vector<std::vector<double>>;

/// An eigenvalue above the negative of this counts as zero: what roundings of entries leave of one.
inline constexpr double correlation_tolerance = 1e-9;

/// \pre symmetric
double least_eigenvalue(Matrix const& matrix);

/// The Pearson correlations of normals whose rank (Spearman) correlations are these:
/// rho = 2 sin(pi rho_s / 6). Pearson, On further methods of determining correlation, 1907.
Matrix correlation_of_ranks(Matrix const& rank_correlation);

/// The correlation matrix nearest to a matrix in the Frobenius norm: alternating projections on the
/// positive semi-definite matrices and on those of unit diagonal, the former with Dykstra's
/// correction. Higham, Computing the nearest correlation matrix, IMA Journal of Numerical Analysis
/// 22, 2002. Its entries have six decimals; the least eigenvalue is kept far enough above 0 that
/// rounding them leaves it positive semi-definite. \pre symmetric
Matrix nearest_correlation(Matrix const& matrix);

/// The same among rank correlations: their Pearson correlations are positive semi-definite.
Matrix nearest_rank_correlation(Matrix const& rank_correlation);

/// Frobenius norm of the difference. \pre of one size
double distance(Matrix const& a, Matrix const& b);

/// That the matrix was replaced by the nearest one, for people; empty if it was not.
std::string repair_text(Catalog const& catalog, Language const& say = Language::english());

}  // namespace nameplate
