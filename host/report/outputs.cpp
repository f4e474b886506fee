#include "host/report/outputs.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace nameplate {
namespace {

/// Also "Infinity" and "-Infinity".
double number(Json const& json) {
  if (!json.is_string()) return json.get<double>();
  double const infinity = std::numeric_limits<double>::infinity();
  return json.get<std::string>().starts_with('-') ? -infinity : infinity;
}

std::optional<Percentiles> percentiles(Json const& quantiles) {
  if (quantiles.empty()) return std::nullopt;
  auto const at = [&](double p) -> Json const& {
    auto const quantile = std::find_if(quantiles.begin(), quantiles.end(), [p](Json const& each) {
      return std::abs(each.at("p").get<double>() - p) < 1e-9;
    });
    return quantile == quantiles.end() ? quantiles.at(quantiles.size()) : *quantile;
  };
  auto const value = [&](double p) { return number(at(p).at("value")); };
  return Percentiles{value(0.05),
                     value(0.25),
                     value(0.5),
                     value(0.75),
                     value(0.95),
                     number(at(0.5).at("low")),
                     number(at(0.5).at("high"))};
}

Quantity quantity_of(std::string_view word) {
  if (word == "ratio") return Quantity::ratio;
  if (word == "added") return Quantity::added;
  return word == "growth" ? Quantity::growth : Quantity::value;
}

}  // namespace

std::vector<ReportedOutput> reported_outputs(Json const& results) {
  std::vector<ReportedOutput> outputs;
  outputs.reserve(results.at("outputs").size());
  for (Json const& json : results.at("outputs")) {
    ReportedOutput output{.label = {.metric = json.at("metric"),
                                    .title = json.at("title"),
                                    .unit = json.at("unit"),
                                    .quantity = quantity_of(json.at("quantity").get<std::string>()),
                                    .scope = json.at("scope"),
                                    .date = json.at("date")},
                          .mean = {},
                          .percentiles = percentiles(json.at("quantiles"))};
    if (!json.at("mean").is_null()) output.mean = number(json.at("mean"));
    outputs.push_back(std::move(output));
  }
  return outputs;
}

std::vector<ReportedOutput> series_of(std::vector<ReportedOutput> const& outputs,
                                      std::string_view scope, std::string_view metric) {
  std::vector<ReportedOutput> series;
  std::copy_if(outputs.begin(), outputs.end(), std::back_inserter(series),
               [&](ReportedOutput const& output) {
                 return output.label.scope == scope && output.label.metric == metric;
               });
  return series;
}

std::optional<ReportedOutput> output_at(std::vector<ReportedOutput> const& outputs,
                                        std::string_view scope, std::string_view metric,
                                        std::string_view date) {
  auto const output = std::find_if(outputs.begin(), outputs.end(), [&](ReportedOutput const& each) {
    return each.label.scope == scope && each.label.metric == metric && each.label.date == date;
  });
  return output == outputs.end() ? std::nullopt : std::optional(*output);
}

}  // namespace nameplate
