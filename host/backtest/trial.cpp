#include "host/backtest/trial.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "host/backtest/tally_law.hpp"
#include "host/catalog/date.hpp"
#include "host/catalog/problems.hpp"
#include "host/compile/resolve.hpp"
#include "host/refuse.hpp"

namespace nameplate {
namespace {

double epoch_of(Catalog const& catalog) {
  return catalog.epoch_year * 12.0 + (catalog.epoch_month - 1);
}

/// The last phase that was to be there at the date that is judged; the first if none was.
std::size_t judged_phase(Build const& build, double month) {
  std::size_t judged = 0;
  for (std::size_t i = 0; i < build.phases.size(); ++i)
    if (build.phases[i].energized_month <= month) judged = i;
  return judged;
}

/// The least delay that a law can give, or its quantile at 1e-9 where it has no end.
double least_delay(Distribution const& law) {
  double const least = quantile(law, 0);
  return std::isfinite(least) ? least : quantile(law, 1e-9);
}

/// The first month after the epoch at which some phase can have power.
double earliest_power(Trial const& trial) {
  Build const& build = trial.catalog.builds.at(trial.build);
  double earliest = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < build.phases.size(); ++i) {
    if (build.phases[i].status == Status::cancelled) continue;
    auto const delay = resolve(trial.catalog, ParameterId::delay_months, build, i);
    if (delay)
      earliest = std::min(
          earliest, build.phases[i].energized_month + build.slip_months + least_delay(*delay->law));
  }
  return earliest;
}

/// A first date is read off month by month, and at the outcome; a value at its own date.
std::vector<std::string> report_dates(Trial const& trial) {
  Milestone const& milestone = *trial.milestone;
  if (milestone.kind == MilestoneKind::value) return {milestone.at};
  double const last = milestone.planned + horizon_months;
  std::vector<double> months = {last};
  double const first = std::floor(std::min(earliest_power(trial), last));
  for (int i = 0; first + i < last; ++i) months.push_back(first + i);
  for (double const end : {milestone.actual.low, milestone.actual.high})
    if (std::isfinite(end)) months.push_back(end);
  std::sort(months.begin(), months.end());
  std::vector<std::string> dates;
  dates.reserve(months.size());
  for (double const month : months) dates.push_back(date_text(month + epoch_of(trial.catalog)));
  dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
  return dates;
}

Cdf law_of_dates(Trial const& trial, Plan const& plan, Tallies const& tallies) {
  std::vector<CdfPoint> points;
  points.reserve(plan.labels.size());
  for (std::size_t i = 0; i < plan.labels.size(); ++i) {
    auto const [certain, possible] =
        probability_above(plan, tallies, i, trial.milestone->threshold);
    double const month = *end_of_period(plan.labels[i].date) - epoch_of(trial.catalog);
    points.push_back({month, (certain + possible) / 2});
  }
  return Cdf(std::move(points));
}

/// P(first above the threshold by `month`), as bounds; 1 for a month without an end.
ProbabilityBounds probability_by(Trial const& trial, Plan const& plan, Tallies const& tallies,
                                 double month) {
  if (std::isinf(month)) return {1, 1};
  std::string const date = date_text(month + epoch_of(trial.catalog));
  auto const at = std::find_if(plan.labels.begin(), plan.labels.end(),
                               [&](OutputLabel const& label) { return label.date == date; });
  return probability_above(plan, tallies, static_cast<std::size_t>(at - plan.labels.begin()),
                           trial.milestone->threshold);
}

Forecast judge_date(Trial const& trial, Plan const& plan, Tallies const& tallies) {
  Milestone const& milestone = *trial.milestone;
  return {law_of_dates(trial, plan, tallies),
          {probability_by(trial, plan, tallies, milestone.actual.low).low,
           probability_by(trial, plan, tallies, milestone.actual.high).high},
          {}};
}

Forecast judge_value(Trial const& trial, Plan const& plan, Tallies const& tallies) {
  Milestone const& milestone = *trial.milestone;
  Observation const& actual = milestone.actual;
  return {law_of_values(plan, tallies, 0, milestone.planned),
          {std::isinf(actual.low) ? 0 : probability_below(plan, tallies, 0, actual.low).low,
           std::isinf(actual.high) ? 1 : probability_below(plan, tallies, 0, actual.high).high},
          {}};
}

}  // namespace

Trial make_trial(Milestone const& milestone, Catalog const& catalog) {
  Trial trial{&milestone, catalog, milestone.build, Status::announced, {}, {}};
  if (milestone.plan) {
    trial.build = milestone.plan->id;
    trial.catalog.builds = {{trial.build, *milestone.plan}};
  } else if (!catalog.builds.contains(milestone.build)) {
    refuse(fmt::format("milestones.{}.build", milestone.id),
           fmt::format("{} was not announced by {}", milestone.build, catalog.as_of),
           milestone.location);
  }
  Build const& build = trial.catalog.builds.at(trial.build);
  trial.status = build.phases[judged_phase(build, milestone.judged_month)].status;
  trial.dates = report_dates(trial);
  trial.plan = compile_trial(trial, trial.catalog);
  return trial;
}

Plan compile_trial(Trial const& trial, Catalog const& catalog) {
  try {
    return compile(catalog, {.dates = trial.dates,
                             .scopes = {"build:" + trial.build},
                             .metrics = {info(trial.milestone->metric).name}});
  } catch (InputError const& error) {  // said of the catalog: the milestone is what asks for it
    refuse("milestones." + trial.milestone->id, error.problems().front().text,
           trial.milestone->location);
  }
}

Forecast judge(Trial const& trial, Plan const& plan, Tallies const& tallies) {
  Milestone const& milestone = *trial.milestone;
  Forecast forecast = milestone.kind == MilestoneKind::date ? judge_date(trial, plan, tallies)
                                                            : judge_value(trial, plan, tallies);
  forecast.score = crps(forecast.law, scaled_actual(milestone), horizon(milestone),
                        static_cast<double>(tallies.paths));
  return forecast;
}

double score_of_plan(Milestone const& milestone) {
  double const stated = milestone.kind == MilestoneKind::date ? milestone.planned : 1;
  return crps(Cdf({{stated, 0}, {stated, 1}}), scaled_actual(milestone), horizon(milestone), 1)
      .crps;
}

double horizon(Milestone const& milestone) {
  return milestone.kind == MilestoneKind::date ? milestone.planned + horizon_months
                                               : std::numeric_limits<double>::infinity();
}

Observation scaled_actual(Milestone const& milestone) {
  if (milestone.kind == MilestoneKind::date) return milestone.actual;
  return {milestone.actual.low / milestone.planned, milestone.actual.high / milestone.planned};
}

}  // namespace nameplate
