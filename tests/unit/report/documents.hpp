#pragma once

#include <string>
#include <vector>

#include "host/report/report_data.hpp"

/// Documents as the commands write them, with figures that can be told apart.
namespace nameplate {

/// An output with percentiles 1, 2, 3, 4 and 5 times `unit_value`, and a mean of 3 times it.
inline Json output_json(std::string const& scope, std::string const& metric,
                        std::string const& date, double unit_value) {
  Json quantiles = Json::array();
  double times = 1;
  for (double const p : {0.05, 0.25, 0.5, 0.75, 0.95}) {
    double const value = unit_value * times++;
    quantiles.push_back(
        {{"p", p}, {"value", value}, {"low", value * 0.99}, {"high", value * 1.01}});
  }
  return {{"scope", scope},
          {"metric", metric},
          {"quantity", "value"},
          {"title", metric == "facility_gw" ? "facility power online" : metric},
          {"unit", "GW"},
          {"date", date},
          {"mean", 3 * unit_value},
          {"quantiles", quantiles}};
}

inline Json run_document(std::vector<Json> const& outputs) {
  return {{"schema", "nameplate-results"},
          {"schema_version", 1},
          {"results",
           {{"catalog", "Two sites"},
            {"as_of", "latest"},
            {"builds", 2},
            {"plan_fingerprint", "0123456789abcdef"},
            {"seed", 7},
            {"paths", 1234567},
            {"gross", false},
            {"given", Json::array()},
            {"outputs", outputs}}},
          {"run", {{"version", "0.1.0"}, {"command", "nameplate run x.toml --seed 7"}}}};
}

/// Power by year and what it is made of.
inline Json plain_run() {
  return run_document({output_json("portfolio", "facility_gw", "2029-12-31", 1),
                       output_json("portfolio", "facility_gw", "2030-12-31", 2),
                       output_json("portfolio", "planned_gw", "2030-12-31", 5),
                       output_json("portfolio", "gross_gw", "2030-12-31", 3),
                       output_json("portfolio", "overlap_gw", "2030-12-31", 1)});
}

inline ReportData data_of(Json const& document) {
  return read_report({{"run.json", document.dump()}});
}

}  // namespace nameplate
