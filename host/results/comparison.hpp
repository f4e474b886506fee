#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/language/language.hpp"
#include "nameplate/compare.hpp"
#include "nameplate/summary.hpp"

namespace nameplate {

/// One output under both catalogs, and its difference (alternative minus base) path by path.
/// Estimates are empty where there is none.
struct DifferenceSummary {
  OutputSummary base, alternative, difference;

  /// Share of the paths with a difference on which the alternative is above the base, or equal to
  /// it but for less than the tallied range (rounding); the errors are binomial.
  std::optional<double> above, above_standard_error, equal;

  /// Standard error of the mean difference from runs with independent draws over the paired one:
  /// sqrt((Var base + Var alternative) / Var difference). Its square is the factor in paths.
  std::optional<double> standard_error_ratio;
};

/// By output. \pre `comparison` is of these plans
std::vector<DifferenceSummary> summarize(Plan const& base, Plan const& alternative,
                                         Comparison const& comparison);

/// A comparison and all that the writers say of it.
struct ComparisonReport {
  Catalog const& base;
  Catalog const& alternative;
  std::string alternative_name;  // for people: its file, or what was changed
  Plan const& base_plan;
  Plan const& alternative_plan;
  RunOptions const& options;
  RunFacts const& facts;
  std::vector<DifferenceSummary> const& differences;
  PathSet missing = {};  // as in Report

  std::uint64_t paths() const { return options.paths - missing.count(); }
};

/// Text for people, at most 100 columns wide.
std::string to_table(ComparisonReport const& report, Language const& say = Language::english());

/// docs/results.md, "Comparisons".
std::string to_json(ComparisonReport const& report);

}  // namespace nameplate
