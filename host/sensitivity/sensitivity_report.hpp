#pragma once

#include <string>

#include "host/language/language.hpp"
#include "nameplate/sensitivity.hpp"

/// The forms in which an analysis is written.
namespace nameplate {

struct SensitivityReport {
  Catalog const& catalog;
  Plan const& plan;
  RunOptions const& options;
  Sensitivity const& sensitivity;
};

/// Text for people, at most 100 columns wide.
std::string to_table(SensitivityReport const& report, Language const& say = Language::english());

/// docs/results.md, "Sensitivity". `results` is the same text for every backend, number of threads
/// and machine.
std::string to_json(SensitivityReport const& report);

}  // namespace nameplate
