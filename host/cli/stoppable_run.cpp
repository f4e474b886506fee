#include "host/cli/stoppable_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <utility>

#include "host/checkpoint/left_parts.hpp"
#include "host/cli/interruption.hpp"
#include "host/cli/partial_result.hpp"
#include "host/cli/way_on.hpp"
#include "host/refuse.hpp"
#include "host/results/partial.hpp"
#include "host/results/text.hpp"
#include "host/team/failure.hpp"
#include "host/team/job.hpp"

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

/// What other processes write must be seen by the one that puts it together after an interruption.
void require_parts(std::filesystem::path const& file, int processes) {
  std::vector<int> const ranks = ranks_with_parts(file);
  for (int rank = 1; rank < processes; ++rank)
    if (std::find(ranks.begin(), ranks.end(), rank) == ranks.end())
      refuse("",
             fmt::format("rank {} writes {}, which rank 0 does not see: all must share the folder",
                         rank, part_path(file, rank).string()),
             Location{.file = "--checkpoint " + file.string()});
}

/// What the processes of a team tell each other when their run has ended.
struct RunEnd {
  int signal = 0;        // that stopped this process
  bool is_kept = false;  // the file has what all have done
};

RunEnd met_end(Team& team, RunEnd const& own) {
  using Json = nlohmann::json;
  Json const text = {{"signal", own.signal}, {"is_kept", own.is_kept}};
  std::vector<std::string> const texts = team.meet("the end of a kept run", text.dump());
  RunEnd end{.signal = 0, .is_kept = Json::parse(texts.front())["is_kept"]};
  for (std::string const& each : texts)
    end.signal = std::max(end.signal, Json::parse(each)["signal"].get<int>());
  return end;
}

}  // namespace

StoppableRun::StoppableRun(ResumeArguments const& arguments, CommandLine const& command_line,
                           std::vector<CheckpointPlan> plans, RunOptions const& options,
                           std::string alternative_name)
    : options_(options), resume_command_(command_line.resuming()) {
  if (arguments.file.empty()) return;
  CheckpointSubject subject =
      checkpoint_subject(std::move(plans), options, std::move(alternative_name));
  is_shared() ? open_all(arguments, std::move(subject)) : open(arguments, std::move(subject));
}

void StoppableRun::open(ResumeArguments const& arguments, CheckpointSubject subject) {
  file_.emplace(arguments.file);
  LeftParts parts(file_->path());
  std::optional<Checkpoint> found = parts.with(file_->read());
  if (found && !arguments.is_resumed) refuse_existing(*file_, *found);
  if (found) {
    adopt(std::move(*found), std::move(subject));
  } else {
    earlier_ = empty_checkpoint(std::move(subject));
    if (arguments.is_resumed)
      fmt::print(stderr, "{}: is not there yet, so the run starts\n", file_->path().string());
  }
  file_->write(to_bytes(*earlier_));
  kept_paths_ = earlier_->paths.count();
  parts.remove();
}

/// Rank 0 takes over what is there; only then the others begin parts anew.
void StoppableRun::open_all(ResumeArguments const& arguments, CheckpointSubject subject) {
  Team& team = *options_.team;
  std::vector<Plan const*> sides;
  for (CheckpointPlan const& side : subject.plans) sides.push_back(&side.plan);
  team.meet(job(sides, options_) + ", kept in a checkpoint", "");
  bool const is_first = team.rank() == 0;
  if (is_first) open(arguments, subject);
  std::string const file =
      team.meet("a checkpoint opened", is_first ? file_->path().string() : "").front();
  if (!is_first) {
    file_.emplace(part_path(file, team.rank()));
    earlier_ = empty_checkpoint(std::move(subject));
    file_->write(to_bytes(*earlier_));
  }
  team.meet("its parts opened", "");
  has_parts_ = true;
  if (is_first) require_parts(file_->path(), team.size());
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
  return with_way_on([&] { return evaluate(options_); }, [this] { return way_on(); });
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
    if (speaks(options_.team)) save({result.tallies, result.paths});
    for (std::size_t i = 0; i < result.tallies.size(); ++i)
      result.tallies[i] += earlier_->tallies[i];
    result.paths.add(earlier_->paths);
    earlier_.reset();
  }
  done_ = result.paths;
  signal_ = interruption.signal();
  if (is_shared()) end_together();
  return result;
}

void StoppableRun::end_together() {
  RunEnd const end = met_end(*options_.team, {signal_, file_ && failure_.empty()});
  signal_ = end.signal;
  if (!end.is_kept) return;
  has_parts_ = false;
  if (!speaks(options_.team)) file_->remove();
}

std::string StoppableRun::way_on() const {
  if (!file_) return {};
  if (has_parts_)
    return fmt::format(
        "\n{0} and its parts, {0}.rankN, hold what is done; to go on, in any number "
        "of processes:\n  {1}",
        file_->path().string(), resume_command_);
  return fmt::format("\n{} holds {}; to go on:\n  {}", file_->path().string(),
                     of_paths(kept_paths_, options_.paths), resume_command_);
}

void StoppableRun::conclude() const {
  if (!speaks(options_.team)) return;
  if (!failure_.empty()) throw RunError(failure_ + way_on());
  if (missing().empty()) return;
  std::string text =
      fmt::format("interrupted: {} are done", of_paths(done_.count(), options_.paths));
  text += done_.empty() ? ", so there are no results" : "; the results are partial";
  if (!file_) text += "; a run with --checkpoint FILE can go on";
  throw PartialResult(signal_exit_code + signal_, text + way_on());
}

}  // namespace nameplate
