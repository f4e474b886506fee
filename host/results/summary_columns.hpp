#pragma once

#include <string>
#include <utility>
#include <vector>

#include "host/results/arrow_stream.hpp"
#include "nameplate/summary.hpp"

/// A summary as columns for programs, one row for each output.
namespace nameplate {

struct NamedColumn {
  std::string name;
  ArrowColumn column;
};

/// scope, metric, date, unit, paths, undefined, mean, mean_standard_error, standard_deviation, then
/// for each of the probabilities `p` of the summary its percentile and the ends of its 95 %
/// interval (p5, p5_low, p5_high). What has no estimate is missing.
std::vector<NamedColumn> summary_columns(Summary const& summary, std::vector<double> const& p);

/// The same as an Arrow stream of one record batch.
std::string summary_stream(Summary const& summary, std::vector<double> const& p);

}  // namespace nameplate
