#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/backtest/report.hpp"
#include "host/backtest/verdict_text.hpp"
#include "host/catalog/date.hpp"
#include "host/results/label_text.hpp"
#include "host/results/text.hpp"

namespace nameplate {
namespace {

constexpr std::size_t date_width = 7, actual_width = 8, pit_width = 9, mark_width = 4;

std::string shortened(std::string const& text, std::size_t width) {
  if (display_width(text) <= width) return text;
  std::string kept;
  for (char const c : text) {
    bool const starts_character = (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    if (starts_character && display_width(kept) + 1 == width) break;
    kept += c;
  }
  return kept + "…";
}

/// The columns of a milestone's line; the name takes what the widest id leaves.
class Lines {
 public:
  explicit Lines(Backtest const& backtest) {
    for (BacktestRow const& row : backtest.rows)
      id_width_ = std::max(id_width_, display_width(row.milestone.id));
    id_width_ = std::min<std::size_t>(id_width_, 16);
  }

  std::string line(std::string const& id, std::string const& name,
                   std::array<std::string, 6> const& dates, std::string const& pit,
                   std::string const& in_50, std::string const& in_90) const {
    std::string text = pad_right(shortened(id, id_width_), id_width_) + ' ' +
                       pad_right(shortened(name, name_width()), name_width());
    for (std::size_t i = 0; i < dates.size(); ++i)
      text += ' ' + pad_left(dates[i], i == 2 ? actual_width : date_width);
    return trimmed(text + ' ' + pad_left(pit, pit_width) + ' ' + pad_left(in_50, mark_width) + ' ' +
                   pad_left(in_90, mark_width));
  }

 private:
  std::size_t name_width() const {
    constexpr std::size_t others =
        5 * (date_width + 1) + actual_width + 1 + pit_width + 1 + 2 * (mark_width + 1);
    return text_width - others - id_width_ - 1;
  }

  std::size_t id_width_ = 2;
};

/// A period in seven columns: a day as its month.
std::string short_date(std::string const& date) {
  bool const has_mark = !date.empty() && date.front() == '>';
  return date.substr(0, has_mark ? date_width + 1 : date_width);
}

std::string inside_mark(Observation const& pit, double nominal, Language const& say) {
  double const share = share_inside(pit, nominal);
  return share == 1   ? say("in")
         : share == 0 ? say("out")
                      : say.number(fmt::format("{:.2f}", share));
}

std::string pit_text(Observation const& pit, Language const& say) {
  constexpr double told_apart = 0.005;
  if (pit.high - pit.low < told_apart)
    return say.number(fmt::format("{:.2f}", (pit.low + pit.high) / 2));
  return say.number(fmt::format("{:.2f}-{:.2f}", pit.low, pit.high));
}

/// The p-quantile of a row's law, in the unit of its kind.
std::string quantile_text(BacktestRow const& row, double p, double epoch_month,
                          Language const& say) {
  double const x = row.forecast.law.quantile(p);
  if (row.milestone.kind == MilestoneKind::value)
    return say.number(significant(x * row.milestone.planned));
  if (!(x <= horizon(row.milestone))) return say("later");
  return short_date(date_text(x + epoch_month));
}

std::string row_line(Lines const& lines, BacktestRow const& row, double epoch_month,
                     Language const& say) {
  Milestone const& milestone = row.milestone;
  bool const is_date = milestone.kind == MilestoneKind::date;
  Observation const& pit = row.forecast.pit;
  return lines.line(
      milestone.id, milestone.name,
      {short_date(milestone.said),
       is_date ? short_date(milestone.planned_text) : say.number(milestone.planned_text),
       is_date ? short_date(milestone.actual_text) : say.number(milestone.actual_text),
       quantile_text(row, 0.05, epoch_month, say), quantile_text(row, 0.5, epoch_month, say),
       quantile_text(row, 0.95, epoch_month, say)},
      pit_text(pit, say), inside_mark(pit, 0.5, say), inside_mark(pit, 0.9, say));
}

std::string block(Lines const& lines, std::string const& title,
                  std::vector<BacktestRow const*> const& rows, double epoch_month,
                  Language const& say) {
  if (rows.empty()) return "";
  std::string text = title + "\n" + rule();
  text += lines.line("id", say("milestone"),
                     {say("said"), say("planned"), say("actual"), "P5", "P50", "P95"}, "PIT",
                     say.number("50 %"), say.number("90 %"));
  for (BacktestRow const* const row : rows) text += row_line(lines, *row, epoch_month, say);
  return text + "\n";
}

std::string value_blocks(Lines const& lines, Backtest const& backtest, Language const& say) {
  std::string text;
  std::vector<BacktestRow const*> const rows = rows_of(backtest, MilestoneKind::value);
  for (MetricInfo const& metric : metric_table) {
    std::vector<BacktestRow const*> of_metric;
    for (BacktestRow const* const row : rows)
      if (&info(row->milestone.metric) == &metric) of_metric.push_back(row);
    text += block(lines,
                  say.format("VALUES: {} [{}], {}", say(metric.title), unit_text(metric.unit, say),
                             metric.name),
                  of_metric, 0, say);
  }
  return text;
}

std::string headline(Backtest const& backtest, Language const& say) {
  std::string const as_of = backtest.as_of == "said" ? say("each as known when it was said")
                                                     : as_of_text(backtest.as_of, say);
  std::string text = say(backtest.milestones.name) + "\n" +
                     say.format("{}  |  {}  |  {} paths a row, seed {}", say(backtest.catalog),
                                as_of, say.number(grouped(backtest.paths)), backtest.seed) +
                     "\n";
  if (backtest.left_out > 0)
    text += say.format("{} of {} rows left out: said later than that, or resolved by then",
                       backtest.left_out, backtest.left_out + backtest.rows.size()) +
            "\n";
  return text + "\n" +
         wrapped(say(
             "What was said, what happened since, and where that lies in what the model says (P5 "
             "to "
             "P95; later: not within 72 months of the stated date). PIT: the share of the model's "
             "paths that were earlier, or smaller; a range where the outcome is known up to one "
             "(>: "
             "not yet at that date). in, out: of the central 50 % and 90 %; a number is the part "
             "of "
             "the range that is in.")) +
         "\n\n";
}

std::string unscored_text(Backtest const& backtest, Language const& say) {
  if (backtest.milestones.unscored.empty()) return "";
  std::string text =
      say.format("KEPT BUT NOT SCORED: {} rows", backtest.milestones.unscored.size()) + "\n" +
      rule();
  for (UnscoredMilestone const& row : backtest.milestones.unscored)
    text += trimmed(pad_right(row.id, 4) + ' ' + pad_right(shortened(row.name, 44), 44) + ' ' +
                    shortened(row.reason, text_width - 50));
  return text + "\n";
}

std::string footer(Backtest const& backtest, Language const& say) {
  double const pit_error = 0.5 / std::sqrt(static_cast<double>(backtest.paths));
  return wrapped(say(
             "Caveats: rows are those whose outcome could be found, of builders who still publish; "
             "what was silently dropped has no row. Builders return in several rows, so fewer are "
             "independent than n says, and the ranges of chance are too narrow.")) +
         "\n" +
         say.format("Monte Carlo error of a PIT: at most {}. Of each score: --format json.",
                    say.number(significant(pit_error, 2))) +
         "\n" +
         say.format("Run: {:.1f} s ({}: {})", backtest.facts.seconds, backtest.facts.backend,
                    backtest.facts.device) +
         "\n";
}

}  // namespace

std::string_view name(MilestoneKind kind) { return kind == MilestoneKind::date ? "date" : "value"; }

std::string to_table(Backtest const& backtest, Language const& say) {
  Lines const lines(backtest);
  std::string text = headline(backtest, say);
  text += block(lines, say("DATES: first power, or the first time above a stated level"),
                rows_of(backtest, MilestoneKind::date), backtest.epoch_month, say);
  text += value_blocks(lines, backtest, say);
  text += verdict_text(backtest, say);
  text += unscored_text(backtest, say);
  return text + footer(backtest, say);
}

}  // namespace nameplate
