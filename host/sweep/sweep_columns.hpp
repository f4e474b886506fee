#pragma once

#include <string>

#include "host/results/arrow_stream.hpp"
#include "host/sweep/sweep.hpp"
#include "nameplate/summary.hpp"

/// A sweep's results as an Arrow stream: the rows and columns of its CSV
/// (host/sweep/sweep_csv.hpp).
namespace nameplate {

/// The schema.
std::string columnar_head(Sweep const& sweep);

/// The record batch of one scenario.
std::string columnar_batch(Sweep const& sweep, std::size_t scenario, Summary const& summary);

}  // namespace nameplate
