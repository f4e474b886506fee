#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/language/language.hpp"
#include "host/report/outputs.hpp"

/// Charts as Vega-Lite specifications with their data (https://vega.github.io/vega-lite): the same
/// in the HTML report, in files and in Python. Their arguments are the `results` of the JSON
/// documents that the commands write; each throws nlohmann::json::exception if it is not, and
/// returns nothing where there is nothing to draw.
namespace nameplate {

struct Chart {
  std::string id;           // "fan-facility_gw": of a file, of an element of the page
  std::string title;        // "Facility power online [GW]"
  std::string description;  // what it shows, for those who do not see it
  Json spec;
};

/// A build's or claim's name by its id, where it has one to show.
using Names = std::map<std::string, std::string>;

/// Percentiles of a metric of a scope by date: median, P25 to P75, P5 to P95.
std::optional<Chart> fan_chart(std::vector<ReportedOutput> const& outputs, std::string_view scope,
                               std::string_view metric, Language const& say);

/// Mean power of a scope at a date: planned; online as announced, overlap, and net.
std::optional<Chart> waterfall_chart(std::vector<ReportedOutput> const& outputs,
                                     std::string_view scope, std::string_view date,
                                     Language const& say);

/// The builds by the median of a metric at a date, with their intervals, and the median of their
/// power net of overlap.
std::optional<Chart> ranking_chart(std::vector<ReportedOutput> const& outputs,
                                   std::string_view metric, std::string_view date,
                                   Names const& build_names, Language const& say);

/// Where each claim falls among the percentiles of the model. `results`: of `nameplate claims`.
std::optional<Chart> claims_chart(Json const& results, Language const& say);

/// Shares of an output's variance by input (Shapley effects). `output`: one of those of
/// `nameplate sensitivity`.
std::optional<Chart> shapley_chart(Json const& output, Language const& say);

/// How far an output's median goes with each input at its P10 and P90.
std::optional<Chart> tornado_chart(Json const& output, Language const& say);

/// How the estimate of a median and its sampling interval settled as paths were added.
/// `convergence`: host/report/study.hpp.
std::optional<Chart> convergence_chart(Json const& convergence, Language const& say);

}  // namespace nameplate
