#include "host/cli/stoppable_run.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <new>
#include <utility>

#include "host/cli/interruption.hpp"
#include "host/cli/partial_result.hpp"
#include "host/refuse.hpp"
#include "host/results/partial.hpp"
#include "host/results/text.hpp"

namespace nameplate {
namespace {

constexpr int signal_exit_code = 128;  // plus the signal, as shells have it

std::string of_paths(std::uint64_t done, std::uint64_t asked) {
  return fmt::format("{} of {} paths", grouped(done), grouped(asked));
}

[[noreturn]] void refuse_existing(CheckpointFile const& file, Checkpoint const& found) {
  refuse("",
         fmt::format("is there already, with {} of {}; add --resume to go on with it, or name "
                     "another file",
                     of_paths(found.paths.count(), found.subject.range.count),
                     found.subject.is_comparison() ? "a comparison" : "a run"),
         Location{.file = "--checkpoint " + file.path().string()});
}

void refuse_other_run(CheckpointFile const& file, Checkpoint const& found,
                      CheckpointSubject const& subject) {
  Location const at{.file = file.path().string()};
  std::vector<Problem> problems;
  for (std::string const& difference : differences(found.subject, subject))
    problems.push_back({at, "", "is of another run: " + difference});
  if (!problems.empty()) throw InputError(std::move(problems));
}

/// More paths than before may be asked for, and fewer as long as none that is done falls out.
void refuse_paths_beyond(CheckpointFile const& file, Checkpoint const& found, PathSpan range) {
  PathSet beyond;
  for (PathSpan const& span : found.paths.spans()) beyond.add(PathSet(range).missing_from(span));
  if (beyond.empty()) return;
  refuse("",
         fmt::format("holds paths that are not asked for: {}; asked for are {}", paths_text(beyond),
                     paths_text(PathSet(range))),
         Location{.file = file.path().string()});
}

}  // namespace

StoppableRun::StoppableRun(ResumeArguments const& arguments, CommandLine const& command_line,
                           std::vector<CheckpointPlan> plans, RunOptions const& options,
                           std::string alternative_name)
    : options_(options), resume_command_(command_line.resuming()) {
  if (arguments.file.empty()) return;
  file_.emplace(arguments.file);
  std::optional<Checkpoint> found = file_->read();
  if (found && !arguments.is_resumed) refuse_existing(*file_, *found);
  CheckpointSubject subject =
      checkpoint_subject(std::move(plans), options, std::move(alternative_name));
  if (found) {
    adopt(std::move(*found), std::move(subject));
  } else {
    earlier_ = empty_checkpoint(std::move(subject));
    if (arguments.is_resumed)
      fmt::print(stderr, "{}: is not there yet, so the run starts\n", file_->path().string());
  }
  file_->write(to_bytes(*earlier_));
  kept_paths_ = earlier_->paths.count();
}

void StoppableRun::adopt(Checkpoint found, CheckpointSubject subject) {
  refuse_other_run(*file_, found, subject);
  refuse_paths_beyond(*file_, found, subject.range);
  found.subject = std::move(subject);
  earlier_ = std::move(found);
  fmt::print(stderr, "{}: goes on after {}\n", file_->path().string(),
             of_paths(earlier_->paths.count(), options_.paths));
}

void StoppableRun::save(Snapshot const& since) {
  try {
    file_->write(to_bytes(*earlier_, since));
    kept_paths_ = earlier_->paths.count() + since.paths.count();
    failure_.clear();
  } catch (std::exception const& error) {  // the run is worth more than its copy
    if (failure_.empty())
      fmt::print(stderr, "{}; it still holds {}; the run goes on and tries again\n", error.what(),
                 of_paths(kept_paths_, options_.paths));
    failure_ = error.what();
  }
}

Evaluation StoppableRun::evaluate_rest(Evaluate const& evaluate) {
  try {
    return evaluate(options_);
  } catch (InputError const&) {
    throw;
  } catch (std::bad_alloc const&) {
    throw RunError("out of memory" + way_on());
  } catch (std::exception const& error) {
    throw RunError(error.what() + way_on());
  }
}

Evaluation StoppableRun::evaluate(Evaluate const& evaluate) {
  Interruption const interruption;
  options_.stop = &interruption.flag();
  if (earlier_) {
    options_.done = earlier_->paths;
    options_.snapshot = [this](Snapshot const& since) { save(since); };
  }
  Evaluation result = evaluate_rest(evaluate);
  if (earlier_) {
    save({result.tallies, result.paths});
    for (std::size_t i = 0; i < result.tallies.size(); ++i)
      result.tallies[i] += earlier_->tallies[i];
    result.paths.add(earlier_->paths);
    earlier_.reset();
  }
  done_ = result.paths;
  signal_ = interruption.signal();
  return result;
}

std::string StoppableRun::way_on() const {
  if (!file_) return {};
  return fmt::format("\n{} holds {}; to go on:\n  {}", file_->path().string(),
                     of_paths(kept_paths_, options_.paths), resume_command_);
}

void StoppableRun::conclude() const {
  if (!failure_.empty()) throw RunError(failure_ + way_on());
  if (missing().empty()) return;
  std::string text =
      fmt::format("interrupted: {} are done", of_paths(done_.count(), options_.paths));
  text += done_.empty() ? ", so there are no results" : "; the results are partial";
  if (!file_) text += "; a run with --checkpoint FILE can go on";
  throw PartialResult(signal_exit_code + signal_, text + way_on());
}

}  // namespace nameplate
