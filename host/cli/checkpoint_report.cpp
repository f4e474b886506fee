#include "host/cli/checkpoint_report.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "host/refuse.hpp"
#include "host/request/headline.hpp"
#include "host/results/comparison.hpp"
#include "host/results/report.hpp"

namespace nameplate {
namespace {

/// A catalog of nothing but what reports say of it.
Catalog named_catalog(CheckpointPlan const& side) {
  Catalog catalog;
  catalog.name = side.catalog;
  catalog.as_of = side.as_of;
  catalog.factors.repair_distance = side.repair_distance;
  for (auto const& [scope, name] : side.scope_names) {
    std::string const id = scope.substr(scope.find(':') + 1);
    if (scope.starts_with("group:")) {
      catalog.groups[id].name = name;
    } else {
      catalog.builds[id].name = name;
    }
  }
  return catalog;
}

RunOptions options_of(CheckpointSubject const& subject) {
  RunOptions options;
  options.seed = subject.seed;
  options.first_path = subject.range.first;
  options.paths = subject.range.count;
  return options;
}

PathSet missing_paths(Checkpoint const& checkpoint) {
  return checkpoint.paths.missing_from(checkpoint.subject.range);
}

std::string run_report(Checkpoint const& checkpoint, RunFacts const& facts,
                       ReportForm const& form) {
  CheckpointPlan const& side = checkpoint.subject.plans[0];
  Catalog const catalog = named_catalog(side);
  RunOptions const options = options_of(checkpoint.subject);
  Summary summary = summarize(side.plan, checkpoint.tallies[0]);
  if (form.has_tail) add_tails(side.plan, checkpoint.tallies[0], summary);
  Report const report{catalog, side.plan, options, facts, summary, missing_paths(checkpoint)};
  if (form.format == ReportFormat::json) return to_json(report);
  if (form.format == ReportFormat::csv) return to_csv(report);
  return to_table(report, has_headline(side.plan.labels), form.say);
}

std::string comparison_report(Checkpoint checkpoint, RunFacts const& facts,
                              ReportForm const& form) {
  bool const is_csv = form.format == ReportFormat::csv;
  if (is_csv || form.has_tail)
    refuse("", fmt::format("is a comparison, which has no {}", is_csv ? "CSV" : "--tail"),
           Location{.file = form.name});
  CheckpointSubject const& subject = checkpoint.subject;
  CheckpointPlan const &base = subject.plans[0], &alternative = subject.plans[1];
  Catalog const base_catalog = named_catalog(base),
                alternative_catalog = named_catalog(alternative);
  RunOptions const options = options_of(subject);
  PathSet const missing = missing_paths(checkpoint);
  std::vector<Tallies>& tallies = checkpoint.tallies;
  Comparison const comparison{difference_plan(base.plan),
                              {std::move(tallies[0]), std::move(tallies[1]), std::move(tallies[2])},
                              checkpoint.paths,
                              facts};
  std::vector<DifferenceSummary> const differences =
      summarize(base.plan, alternative.plan, comparison);
  ComparisonReport const report{base_catalog, alternative_catalog, subject.alternative_name,
                                base.plan,    alternative.plan,    options,
                                facts,        differences,         missing};
  return form.format == ReportFormat::json ? to_json(report) : to_table(report, form.say);
}

}  // namespace

std::string report_of(Checkpoint checkpoint, RunFacts const& facts, ReportForm const& form) {
  if (checkpoint.subject.is_comparison())
    return comparison_report(std::move(checkpoint), facts, form);
  return run_report(checkpoint, facts, form);
}

}  // namespace nameplate
