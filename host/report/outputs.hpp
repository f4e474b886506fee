#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/results/json_parts.hpp"
#include "nameplate/plan.hpp"

/// Reading the `results` of a run's JSON document (docs/results.md, "JSON").
namespace nameplate {

/// The percentiles that results have.
struct Percentiles {
  double p5 = 0, p25 = 0, p50 = 0, p75 = 0, p95 = 0;
  double p50_low = 0, p50_high = 0;  // 95 % interval of the median's estimate
};

/// An output as it was written.
struct ReportedOutput {
  OutputLabel label;
  std::optional<double> mean;
  std::optional<Percentiles> percentiles;  // none where no path has a value
};

/// All outputs. \throws nlohmann::json::exception if it is no results
std::vector<ReportedOutput> reported_outputs(Json const& results);

/// Those of a metric of a scope, by date.
std::vector<ReportedOutput> series_of(std::vector<ReportedOutput> const& outputs,
                                      std::string_view scope, std::string_view metric);

/// That of a metric of a scope at a date.
std::optional<ReportedOutput> output_at(std::vector<ReportedOutput> const& outputs,
                                        std::string_view scope, std::string_view metric,
                                        std::string_view date);

}  // namespace nameplate
