#pragma once

#include <cstddef>
#include <vector>

#include "host/catalog/table_reader.hpp"
#include "nameplate/distribution.hpp"

namespace nameplate {

/// Of an empirical law of more points, some are left out.
inline constexpr std::size_t most_untouched_points = 256;

/// What leaving points out may change of the quantile function, in P5-P95 spreads.
inline constexpr double thinning_error = 1e-3;

/// Makes `law` the empirical one of the rows of `data`, a CSV file beside the catalog: `column` has
/// the values and `weights`, if it is there, names the column of their weights.
void read_data(TableReader& reader, Distribution& law);

/// The empirical law of a sample: the i-th least of n values is the quantile at (i - 1) / (n - 1)
/// (Hyndman and Fan, Sample quantiles in statistical packages, American Statistician 50, 1996,
/// definition 7); with weights, half of a value's own and half of the next one's lie between two
/// points. \pre as many weights as values, at least two; weights are positive
void set_points(std::vector<double> const& values, std::vector<double> const& weights,
                Distribution& law);

/// Leaves points out as long as no other one is then missed by more than `tolerance`.
void thin_out(double tolerance, Distribution& law);

}  // namespace nameplate
