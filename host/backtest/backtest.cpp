#include "host/backtest/backtest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "host/backtest/moves.hpp"
#include "host/catalog/correlation.hpp"
#include "host/catalog/date.hpp"
#include "host/catalog/problems.hpp"
#include "host/notice.hpp"
#include "host/refuse.hpp"
#include "nameplate/team.hpp"

namespace nameplate {
namespace {

/// Catalogs by the date that they are read as of.
class Catalogs {
 public:
  explicit Catalogs(BacktestOptions const& options) : options_(options) {}

  Catalog const& as_of(std::string const& date) {
    auto const at = known_.find(date);
    if (at != known_.end()) return at->second;
    CatalogOptions catalog_options = options_.catalog_options;
    catalog_options.as_of = date;
    return known_.emplace(date, load_catalog(options_.catalog, catalog_options)).first->second;
  }

 private:
  BacktestOptions const& options_;
  std::map<std::string, Catalog> known_;
};

/// Whether it was said by the end of the period `as_of` and not resolved by then.
bool is_open(Milestone const& milestone, double as_of_month) {
  return milestone.said_month <= as_of_month && milestone.resolved_month > as_of_month;
}

/// Takes out the milestones that cannot be judged as of a date; returns how many.
std::size_t drop_closed(Milestones& milestones, Catalog const& catalog, std::string const& as_of) {
  double const month = months_after_epoch(as_of, catalog, "--as-of");
  std::size_t const dropped =
      std::erase_if(milestones.scored, [&](Milestone const& m) { return !is_open(m, month); });
  if (milestones.scored.empty())
    refuse("", fmt::format("no milestone was said by {} and resolved after it", as_of),
           {.file = milestones.path});
  return dropped;
}

std::vector<Trial> make_trials(Milestones const& milestones, BacktestOptions const& options) {
  Catalogs catalogs(options);
  std::vector<Trial> trials;
  trials.reserve(milestones.scored.size());
  std::vector<Problem> problems;
  for (Milestone const& milestone : milestones.scored) {
    std::string const date = options.catalog_options.as_of.value_or(milestone.said);
    try {
      trials.push_back(make_trial(milestone, catalogs.as_of(date)));
    } catch (InputError const& error) {
      problems.insert(problems.end(), error.problems().begin(), error.problems().end());
    }
  }
  if (!problems.empty()) throw InputError(std::move(problems));
  return trials;
}

std::uint64_t paths_of_moves(std::uint64_t paths) { return (paths + 9) / 10; }

}  // namespace

Backtest run_backtest(std::filesystem::path const& milestones, BacktestOptions const& options) {
  CatalogOptions latest_options = options.catalog_options;
  latest_options.as_of.reset();
  Catalog const latest = load_catalog(options.catalog, latest_options);
  if (std::string const text = repair_text(latest); !text.empty() && speaks(options.run.team))
    notify(options.run, text);
  Backtest backtest;
  backtest.milestones = load_milestones(milestones, latest);
  backtest.catalog = latest.name;
  backtest.epoch_month = latest.epoch_year * 12.0 + (latest.epoch_month - 1);
  backtest.seed = options.run.seed;
  backtest.paths = options.run.paths;
  backtest.paths_of_moves = paths_of_moves(options.run.paths);
  backtest.as_of = options.catalog_options.as_of.value_or("said");
  if (options.catalog_options.as_of)
    backtest.left_out = drop_closed(backtest.milestones, latest, backtest.as_of);

  std::vector<Trial> const trials = make_trials(backtest.milestones, options);
  Runner runner(
      options.run, options.progress,
      trials.size() * backtest.paths + paths_to_find_moves(trials, backtest.paths_of_moves));
  for (Trial const& trial : trials) {
    Tallies const tallies = runner.run(trial.plan, backtest.paths);
    backtest.rows.push_back({*trial.milestone, trial.status, trial.catalog.as_of,
                             judge(trial, trial.plan, tallies), score_of_plan(*trial.milestone)});
  }
  backtest.moves = find_moves(trials, backtest.paths_of_moves, runner);
  backtest.facts = runner.facts();
  return backtest;
}

std::vector<BacktestRow const*> rows_of(Backtest const& backtest, std::optional<MilestoneKind> kind,
                                        std::optional<Status> status) {
  std::vector<BacktestRow const*> rows;
  for (BacktestRow const& row : backtest.rows)
    if ((!kind || row.milestone.kind == *kind) && (!status || row.status == *status))
      rows.push_back(&row);
  return rows;
}

std::vector<Observation> pits_of(std::vector<BacktestRow const*> const& rows) {
  std::vector<Observation> pits;
  pits.reserve(rows.size());
  for (BacktestRow const* const row : rows) pits.push_back(row->forecast.pit);
  return pits;
}

Move const* best_move(Backtest const& backtest, MilestoneKind kind) {
  Move const* best = nullptr;
  double lowest = 0;
  for (Move const& move : backtest.moves) {
    if (move.kind != kind || move.status || move.change[move.best()] >= lowest) continue;
    best = &move;
    lowest = move.change[move.best()];
  }
  return best;
}

}  // namespace nameplate
