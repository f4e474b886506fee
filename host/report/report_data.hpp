#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/language/language.hpp"
#include "host/report/outputs.hpp"

namespace nameplate {

/// A file and what it holds.
struct NamedText {
  std::string name, text;
};

/// What a report is made from. Parts that no document has are null or empty.
struct ReportData {
  Json results, run;  // the document of `nameplate run`
  std::vector<ReportedOutput> main, months, builds;
  Json convergence, claims, sensitivity, assumptions;
  std::string no_sensitivity;           // why there is none
  Language::Translations translations;  // of the catalog's texts

  /// By month, or at the dates of the run.
  std::vector<ReportedOutput> const& timeline() const { return months.empty() ? main : months; }

  std::string scope() const { return main.front().label.scope; }
  std::string last_date() const;

  /// Of the first scope at the last date.
  std::optional<ReportedOutput> headline(std::string_view metric) const;

  /// Those of the catalog's builds, by id.
  std::map<std::string, std::string> build_names() const;
};

/// Reads JSON documents of `nameplate run` (one), `claims` and `sensitivity` (at most one each, in
/// any order), which must be of the same catalog and facts. \throws InputError naming the document
ReportData read_report(std::vector<NamedText> const& documents);

}  // namespace nameplate
