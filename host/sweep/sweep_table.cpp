#include "host/sweep/sweep_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "host/results/label_text.hpp"
#include "host/results/text.hpp"

namespace nameplate {
namespace {

constexpr std::ptrdiff_t most_rows_each_side = 6;
constexpr std::size_t number_width = 10;

using Moved = std::array<double, 3>;  // P5, P50, P95

std::string number(double x, double factor) {
  return pad_left(significant(x / factor, 3, 4), number_width);
}

/// "+12.3 %" of the base's median.
std::string change(double x, double base) {
  if (base == 0) return "";
  double const share = 100 * (x - base) / base;
  return fmt::format("{}{} %", share < 0 ? "-" : "+", significant(std::abs(share), 3, 2));
}

/// The numbers of a scenario, then its name, broken into lines where it is long.
std::string row(Moved const& moved, Moved const& base, double factor, std::string const& id,
                Language const& say) {
  constexpr std::size_t id_column = 4 * number_width + 4;
  std::string text = "  ";
  for (double const x : moved) text += number(x, factor);
  text += pad_left(change(moved[1], base[1]), number_width) + "  ";
  return say.number(text) + wrapped(id, id_column, id_column) + "\n";
}

/// A scenario and how many others come to the same.
struct Row {
  std::size_t scenario, alike;
};

/// Scenarios by their median, the highest first; of those that come to the same the first one.
std::vector<Row> by_median(SweepReport const& report) {
  std::map<Moved, Row> rows;
  for (std::size_t i = 0; i < report.moved.size(); ++i)
    if (report.moved[i]) ++rows.try_emplace(*report.moved[i], Row{i, 0}).first->second.alike;
  std::vector<Row> sorted;
  sorted.reserve(rows.size());
  for (auto const& [moved, row] : rows) sorted.push_back({row.scenario, row.alike - 1});
  std::stable_sort(sorted.begin(), sorted.end(), [&](Row const& a, Row const& b) {
    return (*report.moved[a.scenario])[1] > (*report.moved[b.scenario])[1];
  });
  return sorted;
}

/// The base between the scenarios with the highest medians and those with the lowest ones.
std::vector<Row> shown_rows(SweepReport const& report) {
  std::vector<Row> const all = by_median(report);
  auto const base =
      std::find_if(all.begin(), all.end(), [](Row const& row) { return row.scenario == 0; });
  auto const above = std::min<std::ptrdiff_t>(base - all.begin(), most_rows_each_side);
  auto const below = std::min<std::ptrdiff_t>(all.end() - base - 1, most_rows_each_side);
  std::vector<Row> rows(all.begin(), all.begin() + above);
  rows.push_back(*base);
  rows.insert(rows.end(), all.end() - below, all.end());
  return rows;
}

std::string name_of(Row const& row, Sweep const& sweep, Language const& say) {
  std::string const& id = sweep.scenarios[row.scenario].id;
  return row.alike == 0 ? id : say.format("{} (and {} alike)", id, say.number(grouped(row.alike)));
}

std::string head(SweepReport const& report, Language const& say) {
  auto const count = [&](std::uint64_t n) { return say.number(grouped(n)); };
  return report.sweep.name + "\n" +
         say.format("{}, {}  |  {} of {} scenarios  |  {} paths each, seed {}",
                    say(report.catalog.name), as_of_text(report.catalog.as_of, say),
                    count(report.moved.size()), count(report.sweep.scenarios.size()),
                    count(report.options.paths), report.options.seed) +
         "\n\n" +
         wrapped(say("All scenarios have the same draws, so that what they differ by is what they "
                     "change. The full results are in the files of -o and --columnar.")) +
         "\n\n";
}

std::string block(SweepReport const& report, Language const& say) {
  OutputLabel const& label = report.labels[shown_output(report.labels)];
  if (report.moved.empty() || !report.moved.front()) return "";
  Moved const& base = *report.moved.front();
  std::vector<Row> const rows = shown_rows(report);
  double largest = 0;
  for (Row const& row : rows)
    largest = std::max(largest, std::abs((*report.moved[row.scenario])[2]));
  DisplayUnit const unit = display_unit(label.unit, largest, say);
  std::string text = say.format("{}, {}, {} [{}]: the highest and the lowest medians",
                                title_text(label, say), label.scope, label.date, unit.unit) +
                     "\n  ";
  for (std::string const& name :
       {std::string("P5"), std::string("P50"), std::string("P95"), say("change")})
    text += pad_left(name, number_width);
  text += "\n";
  for (Row const& each : rows)
    text +=
        row(*report.moved[each.scenario], base, unit.factor, name_of(each, report.sweep, say), say);
  return text + "\n";
}

std::string run_text(SweepReport const& report, Language const& say) {
  auto const& [backend, device, seconds, paths] = report.facts;
  std::string speed;
  if (seconds > 0 && paths > 0)
    speed = say.format(", {} million paths a second",
                       say.number(significant(static_cast<double>(paths) / seconds / 1e6)));
  std::string const text = say.format("Run: {:.2f} s{} ({}: {})", seconds, speed, backend, device);
  std::size_t const equal = report.sweep.scenarios.size() - report.distinct;
  if (equal == 0) return text + ".\n";
  return text + ". " +
         say.format("{} of the scenarios are equal to others and were not run again.",
                    say.number(grouped(equal))) +
         "\n";
}

}  // namespace

std::size_t shown_output(std::vector<OutputLabel> const& labels) {
  std::size_t shown = 0;
  while (shown + 1 < labels.size() && labels[shown + 1].metric == labels[0].metric &&
         labels[shown + 1].scope == labels[0].scope)
    ++shown;
  return shown;
}

std::string to_table(SweepReport const& report, Language const& say) {
  return head(report, say) + block(report, say) + run_text(report, say);
}

}  // namespace nameplate
