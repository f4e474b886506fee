#include "host/backtest/verdict_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/backtest/report.hpp"
#include "host/results/text.hpp"

namespace nameplate {
namespace {

constexpr MilestoneKind kinds[] = {MilestoneKind::date, MilestoneKind::value};

std::string plural(MilestoneKind kind, Language const& say) {
  return kind == MilestoneKind::date ? say("dates") : say("values");
}

std::string unit_of(MilestoneKind kind, Language const& say) {
  return kind == MilestoneKind::date ? say("months") : say("of the planned value");
}

std::string title(std::string const& text) { return text + "\n" + rule(); }

/// "dates" and "values" apart if both are there, then all.
template <class Line>
std::string by_kind(Backtest const& backtest, Language const& say, Line line) {
  std::string text;
  int found = 0;
  for (MilestoneKind const kind : kinds) {
    auto const rows = rows_of(backtest, kind);
    if (rows.empty()) continue;
    ++found;
    text += line(plural(kind, say), rows);
  }
  if (found > 1) text += line(say("all"), rows_of(backtest, std::nullopt));
  return text;
}

std::string coverage_text(Backtest const& backtest, Language const& say) {
  std::string text =
      title(say("COVERAGE: rows inside the central interval, and by chance alone (95 %)"));
  text += fmt::format("{:<26}{:>6}{:>15}{:>12}{:>15}{:>12}\n", "", say("rows"), say("in 50 %"),
                      say("chance"), say("in 90 %"), say("chance"));
  return text + by_kind(backtest, say, [&](std::string const& label, auto const& rows) {
           std::vector<Observation> const pits = pits_of(rows);
           std::string line = fmt::format("{:<26}{:>6}", "  " + label, rows.size());
           for (double const nominal : {0.5, 0.9}) {
             Coverage const found = coverage(pits, nominal);
             double const share = found.inside / static_cast<double>(found.rows);
             line += fmt::format(
                 "{:>15}{:>12}",
                 say.number(fmt::format("{:.1f} = {:.0f} %", found.inside, 100 * share)),
                 say.format("{:.0f} to {:.0f}", found.chance_low, found.chance_high));
           }
           return line + "\n";
         });
}

std::string reading(Lean const& lean, MilestoneKind kind, Language const& say) {
  if (lean.sign() == 0) return say("within chance");
  bool const is_low = lean.sign() < 0;
  if (kind == MilestoneKind::date)
    return is_low ? say("earlier than the model says") : say("later than the model says");
  return is_low ? say("less than the model says") : say("more than the model says");
}

std::string lean_line(std::string const& label, std::vector<BacktestRow const*> const& rows,
                      MilestoneKind kind, Language const& say) {
  Lean const found = lean(pits_of(rows));
  return fmt::format("{:<26}{:>6}{:>12}{:>22}   {}\n", label, found.rows,
                     say.number(fmt::format("{:.2f}", found.mean)),
                     say.format("{:.2f} to {:.2f}", std::max(0.0, 0.5 - found.chance),
                                std::min(1.0, 0.5 + found.chance)),
                     reading(found, kind, say));
}

std::string p_value_text(double p) { return p < 1e-4 ? "< 0.0001" : "= " + significant(p, 2, 4); }

std::string lean_text(Backtest const& backtest, Language const& say) {
  std::string text = title(say("LEAN: mean PIT, 0.5 if the model is right on average")), tests;
  text += fmt::format("{:<26}{:>6}{:>12}{:>22}   {}\n", "", say("rows"), say("mean PIT"),
                      say("by chance (95 %)"), say("reading"));
  for (MilestoneKind const kind : kinds) {
    auto const rows = rows_of(backtest, kind);
    if (rows.empty()) continue;
    text += lean_line("  " + plural(kind, say), rows, kind, say);
    for (int i = 0; i < status_count; ++i) {
      auto const status = static_cast<Status>(i);
      auto const of_status = rows_of(backtest, kind, status);
      if (!of_status.empty())
        text += lean_line(fmt::format("    {}", name(status)), of_status, kind, say);
    }
    Uniformity const test = uniformity(pits_of(rows));
    tests += "  " +
             say.format("PIT of {} uniform on 0 to 1 (Kolmogorov): distance {:.2f}, p {}",
                        plural(kind, say), test.distance, say.number(p_value_text(test.p_value))) +
             "\n";
  }
  return text + tests;
}

std::string score_text(Backtest const& backtest, Language const& say) {
  std::string text =
      title(say("SCORE: mean CRPS, lower is better; beside it the announcement taken at its word"));
  text += fmt::format("{:<26}{:>6}{:>22}{:>20}   {}\n", "", say("rows"), say("model ± MC error"),
                      say("announcement"), say("unit"));
  for (MilestoneKind const kind : kinds) {
    auto const rows = rows_of(backtest, kind);
    if (rows.empty()) continue;
    auto const n = static_cast<double>(rows.size());
    double model = 0, variance = 0, word = 0;
    for (BacktestRow const* const row : rows) {
      model += row->forecast.score.crps / n;
      variance += std::pow(row->forecast.score.standard_error / n, 2);
      word += row->plan_score / n;
    }
    text += fmt::format("{:<26}{:>6}{:>23}{:>20}   {}\n", "  " + plural(kind, say), rows.size(),
                        say.number(with_error(model, std::sqrt(variance), 4)),
                        say.number(significant(word)), unit_of(kind, say));
  }
  return text;
}

std::string move_line(Move const& move, Language const& say) {
  std::string label = move.status ? fmt::format("    {}", name(*move.status))
                                  : fmt::format("  {}", info(move.parameter).name);
  std::string line = fmt::format("{:<34}{:>6}", label, move.rows);
  for (double const change : move.change) line += say.number(fmt::format("{:>+12.3f}", change));
  return line + "\n";
}

/// Whether it moves the score by half a per cent or more, here or there.
bool matters(Move const& move) {
  return std::any_of(move.change.begin(), move.change.end(),
                     [&](double change) { return std::abs(change) >= 0.005 * move.score; });
}

std::string moves_text(Backtest const& backtest, MilestoneKind kind, Language const& say) {
  std::string lines;
  double score = 0;
  for (Move const& move : backtest.moves) {
    if (move.kind != kind) continue;
    if (matters(move)) lines += move_line(move, say);
    score = move.status ? score : move.score;
  }
  std::string const sentence = wrapped(pointer_sentence(backtest, kind, say));
  if (lines.empty()) return sentence.empty() ? "" : sentence + "\n\n";
  std::string header =
      fmt::format("{:<34}{:>6}",
                  say.format("{}: mean CRPS {}", plural(kind, say), say.number(significant(score))),
                  say("rows"));
  for (double const p : moved_to)
    header += say.number(fmt::format("{:>12}", fmt::format("P{:g}", 100 * p)));
  return header + "\n" + lines + sentence + "\n\n";
}

std::string all_moves_text(Backtest const& backtest, Language const& say) {
  std::string text;
  for (MilestoneKind const kind : kinds) text += moves_text(backtest, kind, say);
  return title(say(
             "WHAT THE MISSES POINT TO: change of the mean CRPS with all laws of a parameter at "
             "P..")) +
         text;
}

/// " By status: definitive at P50 (-2.50, n = 2)." for a parameter with laws by status.
std::string by_status_words(Backtest const& backtest, Move const& all, Language const& say) {
  std::string words;
  for (Move const& move : backtest.moves) {
    if (move.kind != all.kind || move.parameter != all.parameter || !move.status) continue;
    words += words.empty() ? " " + say("By status:") : ",";
    words +=
        say.format(" {} at P{:g} ({}, n = {})", name(*move.status), 100 * moved_to[move.best()],
                   say.number(significant(move.change[move.best()])), move.rows);
  }
  return words.empty() ? words : words + ".";
}

}  // namespace

std::string pointer_sentence(Backtest const& backtest, MilestoneKind kind, Language const& say) {
  std::size_t const n = rows_of(backtest, kind).size();
  if (n == 0) return "";
  std::string const subject = fmt::format("{} (n = {})", capitalized(plural(kind, say)), n);
  Move const* const move = best_move(backtest, kind);
  if (move == nullptr)
    return say.format("{}: no parameter, put elsewhere in its laws, lowers the score.", subject);
  double const p = moved_to[move->best()];
  std::string const direction = p < 0.5   ? say("lower than its laws say")
                                : p > 0.5 ? say("higher than its laws say")
                                          : say("nearer to its median than its laws say");
  double const change = move->change[move->best()];
  return say.format(
             "{}: the misses point to {}, {}: with all of it at P{:g} the mean CRPS is {:.0f} % "
             "lower ({} ± {}, the error between rows).",
             subject, info(move->parameter).name, direction, 100 * p, -100 * change / move->score,
             say.number(significant(change)),
             say.number(significant(move->standard_error[move->best()], 2))) +
         by_status_words(backtest, *move, say);
}

std::string verdict_text(Backtest const& backtest, Language const& say) {
  return coverage_text(backtest, say) + "\n" + lean_text(backtest, say) + "\n" +
         score_text(backtest, say) + "\n" + all_moves_text(backtest, say) +
         wrapped(
             say("Evidence, never applied: a law is not to be fitted to the rows that judge it.")) +
         "\n\n";
}

}  // namespace nameplate
