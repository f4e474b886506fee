#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "host/results/csv_field.hpp"
#include "host/results/report.hpp"

namespace nameplate {
namespace {

/// The rows of one output.
class Rows {
 public:
  Rows(std::string& text, OutputLabel const& label)
      : text_(text),
        prefix_(fmt::format("{},{},{},{}", csv_field(label.scope), csv_field(label.metric),
                            csv_field(label.unit), csv_field(label.date))) {}

  void add(std::string_view statistic, std::uint64_t count) {
    add_text(statistic, std::to_string(count));
  }
  void add(std::string_view statistic, double value) {
    add_text(statistic, fmt::format("{}", value));
  }

  /// Blank where there is no estimate.
  void add(std::string_view statistic, std::optional<double> const& value) {
    add_text(statistic, value ? fmt::format("{}", *value) : "");
  }

 private:
  void add_text(std::string_view statistic, std::string_view value) {
    fmt::format_to(std::back_inserter(text_), "{},{},{}\n", prefix_, statistic, value);
  }

  std::string& text_;
  std::string prefix_;
};

/// "99_9" of 0.999.
std::string per_cent(double share) {
  std::string text = fmt::format("{:g}", 100 * share);
  std::replace(text.begin(), text.end(), '.', '_');
  return text;
}

void add_quantiles(Rows& rows, std::vector<QuantileEstimate> const& quantiles) {
  for (auto const& [p, value, low, high] : quantiles) {
    std::string const name = "p" + per_cent(p);
    rows.add(name, value);
    rows.add(name + "_low", low);
    rows.add(name + "_high", high);
  }
}

void add_tail(Rows& rows, TailSummary const& tail) {
  add_quantiles(rows, tail.quantiles);
  for (auto const& [side, share, value, standard_error] : tail.shortfalls) {
    std::string const statistic = fmt::format("shortfall_{}_{}", name(side), per_cent(share));
    rows.add(statistic, value);
    rows.add(statistic + "_standard_error", standard_error);
  }
}

/// Of partial results: how many paths of how many.
void add_progress(Rows& rows, Report const& report) {
  rows.add("paths_asked", report.options.paths);
  rows.add("paths_missing", report.missing.count());
}

void add_output(std::string& text, OutputSummary const& output, Report const& report) {
  Rows rows(text, output.label);
  rows.add("mean", output.mean);
  rows.add("mean_standard_error", output.mean_standard_error);
  rows.add("standard_deviation", output.standard_deviation);
  add_quantiles(rows, output.quantiles);
  if (output.tail) add_tail(rows, *output.tail);
  rows.add("paths", output.paths);
  rows.add("undefined", output.undefined);
  rows.add("zero", output.zero);
  rows.add("underflow", output.underflow);
  rows.add("overflow", output.overflow);
  if (!report.missing.empty()) add_progress(rows, report);
}

}  // namespace

std::string to_csv(Report const& report) {
  std::string text = "scope,metric,unit,date,statistic,value\n";
  for (OutputSummary const& output : report.summary.outputs) add_output(text, output, report);
  return text;
}

}  // namespace nameplate
