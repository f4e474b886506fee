#include "host/backtest/moves.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "host/catalog/fixed_parameter.hpp"
#include "host/compile/metric_inputs.hpp"
#include "host/compile/resolve.hpp"

namespace nameplate {
namespace {

/// Parameters with laws that the trial's outcome depends on. First power at all depends neither on
/// how fast it grows nor on how it converts; `completion` is latent and has no law to move.
std::set<ParameterId> parameters_of(Trial const& trial) {
  Milestone const& milestone = *trial.milestone;
  std::set<ParameterId> ids(schedule_parameters().begin(), schedule_parameters().end());
  ids.erase(ParameterId::completion);
  for (ParameterId const id : metric_parameters(milestone.metric)) ids.insert(id);
  if (milestone.kind == MilestoneKind::date && milestone.threshold == 0) {
    ids.erase(ParameterId::ramp_months);
    ids.erase(ParameterId::design_peak_ratio);
  }
  return ids;
}

/// Those of all trials.
std::vector<ParameterId> parameters_of(std::vector<Trial> const& trials) {
  std::set<ParameterId> ids;
  for (Trial const& trial : trials) ids.merge(parameters_of(trial));
  return {ids.begin(), ids.end()};
}

/// Scores of one trial, with its laws as they are and with one parameter moved.
class TrialScores {
 public:
  TrialScores(Trial const& trial, std::uint64_t paths, Runner& runner)
      : trial_(trial),
        paths_(paths),
        runner_(runner),
        parameters_(parameters_of(trial)),
        as_it_is_(score(trial.plan)) {}

  double as_it_is() const { return as_it_is_; }

  /// Empty if the trial reads no uncertain law of the parameter.
  std::optional<std::array<double, moved_to.size()>> moved(ParameterId parameter) {
    if (!parameters_.contains(parameter)) return std::nullopt;
    std::array<double, moved_to.size()> scores{};
    for (std::size_t i = 0; i < moved_to.size(); ++i) {
      Catalog const catalog = at_quantile(trial_.catalog, info(parameter).name, moved_to[i]);
      Plan const plan = compile_trial(trial_, catalog);
      if (plan.bytes == trial_.plan.bytes) {
        runner_.skip((moved_to.size() - i) * paths_);
        return std::nullopt;
      }
      scores[i] = score(plan);
    }
    return scores;
  }

 private:
  double score(Plan const& plan) {
    return judge(trial_, plan, runner_.run(plan, paths_)).score.crps;
  }

  Trial const& trial_;
  std::uint64_t paths_;
  Runner& runner_;
  std::set<ParameterId> parameters_;
  double as_it_is_;
};

/// One row's scores for one parameter.
struct RowScores {
  MilestoneKind kind{};
  Status status{};
  double as_it_is = 0;
  std::array<double, moved_to.size()> moved{};
  bool is_moved = false;
};

/// The move over the rows that `is_in` takes; empty if none of them is moved.
template <class IsIn>
std::optional<Move> mean_move(std::vector<RowScores> const& rows, IsIn is_in) {
  Move move;
  std::array<double, moved_to.size()> squares{};
  bool is_moved = false;
  for (RowScores const& row : rows) {
    if (!is_in(row)) continue;
    ++move.rows;
    is_moved = is_moved || row.is_moved;
    move.score += row.as_it_is;
    for (std::size_t i = 0; i < moved_to.size(); ++i) {
      double const change = row.moved[i] - row.as_it_is;
      move.change[i] += change;
      squares[i] += change * change;
    }
  }
  if (!is_moved) return std::nullopt;
  auto const n = static_cast<double>(move.rows);
  move.score /= n;
  for (std::size_t i = 0; i < moved_to.size(); ++i) {
    move.change[i] /= n;
    double const variance = std::max(0.0, squares[i] / n - move.change[i] * move.change[i]);
    move.standard_error[i] = move.rows > 1 ? std::sqrt(variance / (n - 1)) : 0;
  }
  return move;
}

/// The parameter's moves for a kind: all rows, then each status that has laws of its own.
void add_moves(ParameterId parameter, MilestoneKind kind, bool is_by_status,
               std::vector<RowScores> const& rows, std::vector<Move>& moves) {
  auto const add = [&](std::optional<Status> status) {
    std::optional<Move> move = mean_move(rows, [&](RowScores const& row) {
      return row.kind == kind && (!status || row.status == *status);
    });
    if (!move) return;
    move->parameter = parameter;
    move->kind = kind;
    move->status = status;
    moves.push_back(*move);
  };
  add(std::nullopt);
  for (int i = 0; is_by_status && i < status_count; ++i) add(static_cast<Status>(i));
}

bool has_laws_by_status(Trial const& trial, ParameterId id) {
  Parameter const* const parameter = find_parameter(trial.catalog, id);
  return parameter != nullptr &&
         std::any_of(parameter->law_by_status.begin(), parameter->law_by_status.end(),
                     [](auto const& law) { return law.has_value(); });
}

}  // namespace

std::size_t Move::best() const {
  return static_cast<std::size_t>(std::min_element(change.begin(), change.end()) - change.begin());
}

std::vector<Move> find_moves(std::vector<Trial> const& trials, std::uint64_t paths,
                             Runner& runner) {
  std::vector<ParameterId> const parameters = parameters_of(trials);
  std::vector<std::vector<RowScores>> rows(parameters.size());
  for (Trial const& trial : trials) {
    TrialScores scores(trial, paths, runner);
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      RowScores row{trial.milestone->kind, trial.status, scores.as_it_is(), {}, false};
      row.moved.fill(row.as_it_is);
      if (auto const moved = scores.moved(parameters[i])) {
        row.moved = *moved;
        row.is_moved = true;
      }
      rows[i].push_back(row);
    }
  }
  std::vector<Move> moves;
  for (MilestoneKind const kind : {MilestoneKind::date, MilestoneKind::value}) {
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      bool const is_by_status = std::any_of(trials.begin(), trials.end(), [&](auto const& trial) {
        return has_laws_by_status(trial, parameters[i]);
      });
      add_moves(parameters[i], kind, is_by_status, rows[i], moves);
    }
  }
  return moves;
}

std::uint64_t paths_to_find_moves(std::vector<Trial> const& trials, std::uint64_t paths) {
  std::uint64_t runs = trials.size();
  for (Trial const& trial : trials) runs += parameters_of(trial).size() * moved_to.size();
  return runs * paths;
}

}  // namespace nameplate
