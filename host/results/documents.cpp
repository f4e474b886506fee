#include "nameplate/documents.hpp"

#include "host/results/report.hpp"

namespace nameplate {
namespace {

PathSet missing(RunOptions const& options, RunResult const& run) {
  return run.paths.missing_from({options.first_path, options.paths});
}

}  // namespace

std::string results_json(Catalog const& catalog, Plan const& plan, RunOptions const& options,
                         RunResult const& run, Summary const& summary) {
  return to_json({catalog, plan, options, run.facts, summary, missing(options, run)});
}

std::string results_csv(Catalog const& catalog, Plan const& plan, RunOptions const& options,
                        RunResult const& run, Summary const& summary) {
  return to_csv({catalog, plan, options, run.facts, summary, missing(options, run)});
}

}  // namespace nameplate
