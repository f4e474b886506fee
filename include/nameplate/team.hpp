#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "nameplate/error.hpp"

namespace nameplate {

/// A count that all processes of a team share.
class SharedCounter {
 public:
  virtual ~SharedCounter() = default;

  /// Adds to the count, which stays at 2^63 once it is there; returns what it was. None if this
  /// process is to stop and the one that keeps the count does not answer: it may have died, and
  /// what is done should be brought to safety. One caller at a time in each process. \pre count > 0
  virtual std::optional<std::uint64_t> add(std::uint64_t count) = 0;
};

/// Why all processes of a team end.
struct Failure {
  int exit_code = 0;  ///< of the process
  std::string text;   ///< names the ranks that it concerns, unless it is all of them
};

/// What the processes of a team throw together: every one of them the same.
class TeamFailure : public RunError {
 public:
  /// Of this failure.
  explicit TeamFailure(Failure const& failure)
      : RunError(failure.text), exit_code_(failure.exit_code) {}
  /// For every process of the team.
  int exit_code() const noexcept { return exit_code_; }

 private:
  int exit_code_;
};

/// Processes, numbered by rank, that share the paths of their runs. They call `run` and `compare`
/// one after the other with equal arguments, from one thread each, and get equal results.
///
/// Collective functions block until all processes have called them. So that none waits for one that
/// has failed, all of them meet in the end, in `close`.
class Team {
 public:
  Team() = default;
  Team(Team const&) = delete;
  Team(Team&&) = delete;
  Team& operator=(Team const&) = delete;
  Team& operator=(Team&&) = delete;
  virtual ~Team() = default;

  /// Number of this process, from 0.
  virtual int rank() const = 0;
  /// Number of processes.
  virtual int size() const = 0;

  /// Ranks of the processes on this machine, ascending.
  virtual std::vector<int> ranks_of_machine() const = 0;

  /// The texts of all processes, by rank. Collective. \throws TeamFailure if one of them has failed
  /// or meets for another purpose
  std::vector<std::string> meet(std::string const& purpose, std::string const& text);

  /// Tells the others that this process has failed, when they next meet. Collective. \throws
  /// TeamFailure always
  [[noreturn]] void fail(Failure const& own);

  /// The end of this process, well or with a failure of its own; returns that of the team. Once; if
  /// the team has failed already, it returns `own`. Collective.
  std::optional<Failure> close(std::optional<Failure> own);

  /// Adds up the words of all processes, modulo 2^64, and gives each the sums. Collective.
  virtual void sum(std::span<std::uint64_t> words) = 0;

  /// The same with bitwise or.
  virtual void unite(std::span<std::uint64_t> words) = 0;

  /// A count that starts at zero. `stop`, if given, tells when the process is to stop. Collective,
  /// and so is the destruction of the count.
  virtual std::unique_ptr<SharedCounter> make_counter(std::atomic<bool> const* stop) = 0;

 private:
  virtual std::vector<std::string> gather(std::string const& text) = 0;

  bool has_failed_ = false;
};

/// Takes part in the team of processes that an MPI launcher (mpirun, srun --mpi=pmix) started
/// together with this one; none if it was started alone. Once. \throws InputError if there are
/// others but the program is built without MPI
std::unique_ptr<Team> join_team();

/// Whether this is the process that writes what a team has to say. No team: it is.
inline bool speaks(Team const* team) { return team == nullptr || team->rank() == 0; }

}  // namespace nameplate
