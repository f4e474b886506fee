#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nameplate/run.hpp"
#include "nameplate/summary.hpp"

/// What the JSON documents have in common (docs/results.md, "JSON").
namespace nameplate {

using Json = nlohmann::ordered_json;

/// JSON has no infinity: "Infinity" stands for a value above the tallied range, "-Infinity" for one
/// below.
Json json_number(double x);

/// Null where there is no estimate.
Json json_number(std::optional<double> const& x);

/// An array of {p, value, low, high}.
Json json_quantiles(std::vector<QuantileEstimate> const& quantiles);

/// `partial`: what was asked for and what is missing of it.
Json json_partial(RunOptions const& options, PathSet const& missing);

/// `run`: what holds of the machine, apart from the results.
Json json_run_facts(RunFacts const& facts);

/// The whole document of a schema, of version `json_schema_version`; `more` are further parts,
/// after these.
std::string json_document(std::string_view schema, Json results, Json run_facts,
                          Json more = Json::object());

}  // namespace nameplate
