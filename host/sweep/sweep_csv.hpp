#pragma once

#include <string>
#include <vector>

#include "host/sweep/sweep.hpp"
#include "nameplate/summary.hpp"

/// Rows of a sweep's results (docs/sweeps.md): one for each scenario, scope, metric and date.
namespace nameplate {

/// The probabilities of the quantiles in the rows.
std::vector<double> const& sweep_quantiles();

/// The names of the columns.
std::vector<std::string> sweep_columns(Sweep const& sweep);

/// The header of the CSV.
std::string csv_header(Sweep const& sweep);

/// The rows of one scenario.
std::string csv_rows(Sweep const& sweep, std::size_t scenario, Summary const& summary);

/// What the scenario sets each key of the sweep to; none where it leaves it as it is.
std::vector<SweptValue const*> values_by_key(Sweep const& sweep, std::size_t scenario);

}  // namespace nameplate
