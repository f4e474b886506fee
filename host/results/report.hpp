#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "host/language/language.hpp"
#include "nameplate/run.hpp"
#include "nameplate/until.hpp"

/// The forms in which a run is written. What holds of the results stands apart from what holds of
/// the machine.
namespace nameplate {

/// A run and all that the writers say of it.
struct Report {
  Catalog const& catalog;
  Plan const& plan;
  RunOptions const& options;
  RunFacts const& facts;
  Summary const& summary;
  PathSet missing = {};  // paths asked for that are not in the results, which are then partial
  std::vector<PrecisionState> precision = {};     // of --until
  std::string command = {};                       // that made it, for a shell
  nlohmann::ordered_json const* study = nullptr;  // what an HTML report shows besides
};

/// Text for people, at most 100 columns wide. `is_headline`: the metrics are the default selection,
/// so the parts of the balance of power get no blocks of their own.
std::string to_table(Report const& report, bool is_headline,
                     Language const& say = Language::english());

/// docs/results.md, "JSON". `results` is the same text for every backend, number of threads and
/// machine.
std::string to_json(Report const& report);

/// docs/results.md, "CSV": one row per scope, metric, date and statistic.
std::string to_csv(Report const& report);

}  // namespace nameplate
