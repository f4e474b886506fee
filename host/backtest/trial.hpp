#pragma once

#include <string>
#include <vector>

#include "host/backtest/cdf.hpp"
#include "nameplate/plan.hpp"
#include "nameplate/run.hpp"

/// One milestone, ready to be predicted: the catalog as it was known, with what was planned in it.
namespace nameplate {

/// A date further than this after the stated one is "later": scores end here.
inline constexpr double horizon_months = 72;

struct Trial {
  Milestone const* milestone = nullptr;
  Catalog catalog;    // as of the statement; with what was planned as a build of its own
  std::string build;  // that build, or the catalog's
  Status status = Status::announced;  // of the phase that is judged
  std::vector<std::string> dates;     // at which the law is read
  Plan plan;                          // gives the milestone's metric at them
};

/// What the model says of a milestone and how the outcome lies in it.
struct Forecast {
  Cdf law;          // dates: months after the epoch; values: share of the planned value
  Observation pit;  // probability integral transform of the outcome, as an interval
  Score score;      // months, or shares of the planned value
};

/// `catalog`: as of the date from which the milestone is judged. \throws InputError if it lacks the
/// milestone's build, or cannot compute its metric.
Trial make_trial(Milestone const& milestone, Catalog const& catalog);

/// The trial's plan with the laws of `catalog` in the place of its own.
Plan compile_trial(Trial const& trial, Catalog const& catalog);

/// Reads the prediction off a run of such a plan.
Forecast judge(Trial const& trial, Plan const& plan, Tallies const& tallies);

/// The score of taking the announcement at its word: the stated date or value with certainty.
double score_of_plan(Milestone const& milestone);

/// The milestone's horizon and outcome in the unit of its scores.
double horizon(Milestone const& milestone);
Observation scaled_actual(Milestone const& milestone);

}  // namespace nameplate
