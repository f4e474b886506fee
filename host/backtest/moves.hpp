#pragma once

#include <array>
#include <optional>
#include <vector>

#include "host/backtest/runner.hpp"
#include "host/backtest/trial.hpp"
#include "kernels/parameters.hpp"

/// What the misses point to: which parameter, put elsewhere in its own laws, would have scored
/// better. Evidence on the laws; nothing is changed by it.
namespace nameplate {

/// Where each uncertain law of a parameter is put.
inline constexpr std::array<double, 5> moved_to = {0.10, 0.25, 0.50, 0.75, 0.90};

/// Change of the mean score when all uncertain laws of one parameter are fixed at `moved_to`.
struct Move {
  ParameterId parameter{};
  MilestoneKind kind{};
  std::optional<Status> status;  // only the rows of this status; none: all rows of the kind
  std::size_t rows = 0;          // over which the means are taken
  double score = 0;              // mean with the laws as they are
  std::array<double, moved_to.size()> change{};
  std::array<double, moved_to.size()> standard_error{};  // of the change, between rows

  std::size_t best() const;  // position in `moved_to` of the lowest score
};

/// Moves of every parameter that some trial reads: by kind, then by parameter, over all rows and,
/// for a parameter with laws by status, over those of each status. The same paths stand behind a
/// score before and after a move.
std::vector<Move> find_moves(std::vector<Trial> const& trials, std::uint64_t paths, Runner& runner);

/// How many paths that takes at most.
std::uint64_t paths_to_find_moves(std::vector<Trial> const& trials, std::uint64_t paths);

}  // namespace nameplate
