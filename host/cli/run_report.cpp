#include "host/cli/run_report.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "host/report/page.hpp"
#include "host/report/study.hpp"

namespace nameplate {
namespace {

/// What is being evaluated, on a line of standard error that is erased in the end.
class PartLine {
 public:
  explicit PartLine(bool is_quiet) : is_visible_(!is_quiet && ::isatty(STDERR_FILENO) == 1) {}
  PartLine(PartLine const&) = delete;
  PartLine(PartLine&&) = delete;
  PartLine& operator=(PartLine const&) = delete;
  PartLine& operator=(PartLine&&) = delete;
  ~PartLine() { show(""); }

  void show(std::string const& text) const {
    if (!is_visible_) return;
    fmt::print(stderr, "\r{}\x1b[K", text);
    std::fflush(stderr);
  }

 private:
  bool is_visible_;
};

std::string last_date(Plan const& plan) {
  return std::max_element(
             plan.labels.begin(), plan.labels.end(),
             [](OutputLabel const& a, OutputLabel const& b) { return a.date < b.date; })
      ->date;
}

}  // namespace

RunReport::RunReport(std::string const& file, Catalog const& catalog, Request const& request,
                     Plan const& plan, RunOptions const& options, bool is_quiet)
    : file_(file) {
  PartLine const line(is_quiet);
  study_ = nameplate::study(catalog, request, plan.labels.front().scope, last_date(plan), options,
                            [&](std::string const& part) { line.show("report: " + part); });
}

void RunReport::write(Report const& report, Language const& say) {
  file_.write(to_html(read_report({{"the results", to_json(report)}}), say));
}

}  // namespace nameplate
