#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "host/cli/command_line.hpp"
#include "host/cli/resume_options.hpp"
#include "nameplate/checkpoint.hpp"
#include "nameplate/team.hpp"

namespace nameplate {

/// What a run or a comparison has come to.
struct Evaluation {
  std::vector<Tallies> tallies;  // as in Snapshot
  PathSet paths;
  RunFacts facts;
};

/// A run that a signal may stop and that --checkpoint keeps in a file; in a team, in a file and its
/// parts (host/checkpoint/left_parts.hpp). Tells of the file on standard error.
class StoppableRun {
 public:
  using Evaluate = std::function<Evaluation(RunOptions const&)>;

  /// With --checkpoint locks the file, reads what it and its parts hold and writes it once, so that
  /// what cannot be written is known before the run. Collective. \throws InputError if the file is
  /// there without --resume, or is of another run, saying what differs; RunError if it cannot be
  /// written
  StoppableRun(ResumeArguments const& arguments, CommandLine const& command_line,
               std::vector<CheckpointPlan> plans, RunOptions const& options,
               std::string alternative_name = {});

  /// The tallies of the paths that were done before this run; none if it keeps no checkpoint. Of
  /// use to what evaluates the others.
  Tallies const* earlier_tallies() const { return earlier_ ? earlier_->tallies.data() : nullptr; }

  /// Fewer paths are enough, as an evaluation has found.
  void ask_for(std::uint64_t paths) { options_.paths = paths; }

  /// Evaluates the paths that are not done yet, until a signal comes; gives all that are done.
  /// Once. Collective. \throws RunError as `evaluate`, adding how to go on
  Evaluation evaluate(Evaluate const& evaluate);

  /// Paths that were asked for and are not done; known to the process that speaks.
  PathSet missing() const { return done_.missing_from({options_.first_path, options_.paths}); }

  /// Once the results are written; for the process that speaks. \throws PartialResult if paths are
  /// missing, RunError if the file does not hold what is done
  void conclude() const;

 private:
  bool is_shared() const { return options_.team != nullptr && options_.team->size() > 1; }
  void open(ResumeArguments const& arguments, CheckpointSubject subject);
  void adopt(Checkpoint found, CheckpointSubject subject);
  void open_all(ResumeArguments const& arguments, CheckpointSubject subject);
  void end_together();
  void save(Snapshot const& since);
  Evaluation evaluate_rest(Evaluate const& evaluate);
  std::string way_on() const;

  RunOptions options_;
  std::string resume_command_;
  std::optional<CheckpointFile> file_;
  std::optional<Checkpoint> earlier_;  // what the file held at the start
  PathSet done_;
  std::uint64_t kept_paths_ = 0;  // in this process's file
  bool has_parts_ = false;        // other processes have files of their own
  std::string failure_;           // to write the file, the last time
  int signal_ = 0;
};

}  // namespace nameplate
