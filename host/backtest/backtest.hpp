#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/backtest/calibration.hpp"
#include "host/backtest/moves.hpp"
#include "host/backtest/trial.hpp"

/// Judges a catalog's laws by what has happened. Changes nothing in them.
namespace nameplate {

struct BacktestOptions {
  std::filesystem::path catalog;
  CatalogOptions catalog_options;  // `as_of`: only milestones said by then and resolved after it
  RunOptions run;                  // of each milestone; `progress` is not called

  Runner::Progress progress;
};

struct BacktestRow {
  Milestone milestone;
  Status status = Status::announced;  // of the phase that is judged
  std::string catalog_as_of;
  Forecast forecast;
  double plan_score = 0;  // the announcement taken at its word
};

struct Backtest {
  Milestones milestones;
  std::string catalog, as_of;  // as_of: a date, or "said"
  double epoch_month = 0;      // of the catalog, after the beginning of year 0
  std::uint64_t seed = 0, paths = 0, paths_of_moves = 0;
  std::vector<BacktestRow> rows;
  std::size_t left_out = 0;  // milestones that --as-of leaves out
  std::vector<Move> moves;   // by kind, then by parameter, all rows before those of one status
  RunFacts facts;            // of all runs together
};

/// \throws InputError, RunError
Backtest run_backtest(std::filesystem::path const& milestones, BacktestOptions const& options);

/// The rows of a kind (none: all) and status (none: all).
std::vector<BacktestRow const*> rows_of(Backtest const& backtest, std::optional<MilestoneKind> kind,
                                        std::optional<Status> status = std::nullopt);
std::vector<Observation> pits_of(std::vector<BacktestRow const*> const& rows);

/// The move of all rows of a kind that lowers the mean score most; null if none lowers it.
Move const* best_move(Backtest const& backtest, MilestoneKind kind);

}  // namespace nameplate
