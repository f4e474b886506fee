#include <cmath>

#include "host/backtest/report.hpp"
#include "host/catalog/date.hpp"
#include "host/results/json_parts.hpp"

namespace nameplate {
namespace {

/// Null for what has no end.
Json finite(double x) { return std::isfinite(x) ? Json(x) : Json(); }

Json date_or_null(double month, double epoch_month) {
  return std::isfinite(month) ? Json(date_text(month + epoch_month)) : Json();
}

/// Months after the epoch as a date, a share of the planned value as a value.
Json quantity(BacktestRow const& row, double x, double epoch_month) {
  if (row.milestone.kind == MilestoneKind::value) return finite(x * row.milestone.planned);
  return x <= horizon(row.milestone) ? date_or_null(x, epoch_month) : Json();
}

Json interval(Observation const& range) { return {finite(range.low), finite(range.high)}; }

Json actual(Milestone const& milestone, double epoch_month) {
  if (milestone.kind == MilestoneKind::value) return interval(milestone.actual);
  return {date_or_null(milestone.actual.low, epoch_month),
          date_or_null(milestone.actual.high, epoch_month)};
}

Json to_json(BacktestRow const& row, Backtest const& backtest) {
  Milestone const& milestone = row.milestone;
  Forecast const& forecast = row.forecast;
  bool const is_date = milestone.kind == MilestoneKind::date;
  Json quantiles = Json::array();
  for (double const p : {0.05, 0.25, 0.5, 0.75, 0.95})
    quantiles.push_back(
        {{"p", p}, {"value", quantity(row, forecast.law.quantile(p), backtest.epoch_month)}});
  auto const paths = static_cast<double>(backtest.paths);
  double const middle = (forecast.pit.low + forecast.pit.high) / 2;
  return {{"id", milestone.id},
          {"name", milestone.name},
          {"kind", name(milestone.kind)},
          {"status", name(row.status)},
          {"said", milestone.said},
          {"as_of", row.catalog_as_of},
          {"metric", info(milestone.metric).name},
          {"unit", info(milestone.metric).unit},
          {"threshold", is_date ? Json(milestone.threshold) : Json()},
          {"date", is_date ? Json() : Json(milestone.at)},
          {"planned", is_date ? Json(milestone.planned_text) : Json(milestone.planned)},
          {"actual", actual(milestone, backtest.epoch_month)},
          {"quantiles", std::move(quantiles)},
          {"pit", interval(forecast.pit)},
          {"pit_standard_error", std::sqrt(middle * (1 - middle) / paths)},
          {"inside_50", share_inside(forecast.pit, 0.5)},
          {"inside_90", share_inside(forecast.pit, 0.9)},
          {"crps", forecast.score.crps},
          {"crps_standard_error", forecast.score.standard_error},
          {"announcement_score", row.plan_score}};
}

Json to_json(UnscoredMilestone const& row) {
  return {{"id", row.id},         {"name", row.name},
          {"said", row.said},     {"planned", row.planned},
          {"actual", row.actual}, {"ratio", row.ratio ? Json(*row.ratio) : Json()},
          {"reason", row.reason}};
}

Json to_json(Coverage const& coverage) {
  return {{"nominal", coverage.nominal},
          {"inside", coverage.inside},
          {"chance_range", {coverage.chance_low, coverage.chance_high}}};
}

/// Coverage, lean and mean score of some rows.
Json calibration(std::vector<BacktestRow const*> const& rows, Json kind, Json status) {
  std::vector<Observation> const pits = pits_of(rows);
  auto const n = static_cast<double>(rows.size());
  double crps = 0, announcement = 0;
  for (BacktestRow const* const row : rows) {
    crps += row->forecast.score.crps / n;
    announcement += row->plan_score / n;
  }
  bool const is_one_kind = !kind.is_null();
  Lean const leans = lean(pits);
  Uniformity const test = uniformity(pits);
  return {{"kind", std::move(kind)},
          {"status", std::move(status)},
          {"rows", rows.size()},
          {"coverage", {to_json(coverage(pits, 0.5)), to_json(coverage(pits, 0.9))}},
          {"mean_pit", is_one_kind ? Json(leans.mean) : Json()},
          {"mean_pit_chance", is_one_kind ? Json(leans.chance) : Json()},
          {"uniformity", {{"distance", test.distance}, {"p_value", test.p_value}}},
          {"mean_crps", is_one_kind ? Json(crps) : Json()},
          {"mean_announcement_score", is_one_kind ? Json(announcement) : Json()}};
}

Json calibrations(Backtest const& backtest) {
  Json all = Json::array();
  all.push_back(calibration(rows_of(backtest, std::nullopt), Json(), Json()));
  for (MilestoneKind const kind : {MilestoneKind::date, MilestoneKind::value}) {
    auto const of_kind = rows_of(backtest, kind);
    if (of_kind.empty()) continue;
    all.push_back(calibration(of_kind, name(kind), Json()));
    for (int i = 0; i < status_count; ++i) {
      auto const status = static_cast<Status>(i);
      auto const rows = rows_of(backtest, kind, status);
      if (!rows.empty()) all.push_back(calibration(rows, name(kind), name(status)));
    }
  }
  return all;
}

Json to_json(Move const& move) {
  return {{"kind", name(move.kind)},
          {"parameter", info(move.parameter).name},
          {"status", move.status ? Json(name(*move.status)) : Json()},
          {"rows", move.rows},
          {"mean_crps", move.score},
          {"moved_to", moved_to},
          {"change", move.change},
          {"change_standard_error", move.standard_error}};
}

Json points_to(Backtest const& backtest) {
  Json found = Json::object();
  for (MilestoneKind const kind : {MilestoneKind::date, MilestoneKind::value}) {
    Move const* const move = best_move(backtest, kind);
    found[std::string(name(kind))] = move == nullptr
                                         ? Json()
                                         : Json({{"parameter", info(move->parameter).name},
                                                 {"moved_to", moved_to[move->best()]},
                                                 {"change", move->change[move->best()]}});
  }
  return found;
}

Json results(Backtest const& backtest) {
  Json rows = Json::array(), unscored = Json::array(), moves = Json::array();
  for (BacktestRow const& row : backtest.rows) rows.push_back(to_json(row, backtest));
  for (UnscoredMilestone const& row : backtest.milestones.unscored)
    unscored.push_back(to_json(row));
  for (Move const& move : backtest.moves) moves.push_back(to_json(move));
  return {{"milestones", backtest.milestones.name},
          {"catalog", backtest.catalog},
          {"as_of", backtest.as_of},
          {"seed", backtest.seed},
          {"paths", backtest.paths},
          {"paths_of_moves", backtest.paths_of_moves},
          {"left_out", backtest.left_out},
          {"rows", std::move(rows)},
          {"calibration", calibrations(backtest)},
          {"moves", std::move(moves)},
          {"points_to", points_to(backtest)},
          {"unscored", std::move(unscored)}};
}

}  // namespace

std::string to_json(Backtest const& backtest) {
  return json_document("nameplate-backtest", results(backtest), json_run_facts(backtest.facts));
}

}  // namespace nameplate
