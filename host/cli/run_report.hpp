#pragma once

#include <string>

#include "host/language/language.hpp"
#include "host/results/json_parts.hpp"
#include "host/results/output_file.hpp"
#include "host/results/report.hpp"

namespace nameplate {

/// The HTML file of `run --report`.
class RunReport {
 public:
  /// Creates the file and evaluates what a report shows besides the results, telling of each part
  /// on standard error. \throws RunError if the file cannot be created; what `run` throws
  RunReport(std::string const& file, Catalog const& catalog, Request const& request,
            Plan const& plan, RunOptions const& options, bool is_quiet);

  Json const& study() const { return study_; }

  /// Once. \throws RunError
  void write(Report const& report, Language const& say);

 private:
  OutputFile file_;
  Json study_;
};

}  // namespace nameplate
