#include "host/cli/sweep_files.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <utility>

#include "host/refuse.hpp"
#include "host/results/text.hpp"

namespace nameplate {
namespace {

std::string of_scenarios(std::size_t done, std::uint64_t all) {
  return fmt::format("{} of {} scenarios", grouped(done), grouped(all));
}

void refuse_other_sweep(std::string const& file, SweepSubject const& found,
                        SweepSubject const& subject) {
  std::vector<Problem> problems;
  for (std::string const& difference : differences(found, subject))
    problems.push_back({{.file = file}, "", "is of another sweep: " + difference});
  if (!problems.empty()) throw InputError(std::move(problems));
}

/// Opens one of the files, anew with its head or behind what it holds.
std::optional<StreamFile> opened(std::string const& name, std::string const& head,
                                 std::uint64_t& size) {
  if (name.empty()) return std::nullopt;
  StreamFile file(name, size);
  if (size == 0) file.append(head);
  size = file.size();
  return file;
}

}  // namespace

SweepFiles::SweepFiles(SweepFileNames const& names, ResumeArguments const& arguments,
                       CommandLine const& command_line, SweepSubject subject,
                       double seconds_between_states)
    : resume_command_(command_line.resuming()), between_states_(seconds_between_states) {
  subject.has_rows = !names.rows.empty();
  subject.has_columnar = !names.columnar.empty();
  if (!arguments.file.empty()) {
    checkpoint_.emplace(arguments.file);
    adopt(arguments.is_resumed, subject);
  }
  state_.subject = std::move(subject);
  rows_ = opened(names.rows, names.rows_head, state_.rows_bytes);
  columnar_ = opened(names.columnar, names.columnar_head, state_.columnar_bytes);
  save();
}

void SweepFiles::adopt(bool is_resumed, SweepSubject subject) {
  std::string const file = checkpoint_->path().string();
  auto const bytes = checkpoint_->read_bytes();
  if (!bytes) {
    if (is_resumed) fmt::print(stderr, "{}: is not there yet, so the sweep starts\n", file);
    return;
  }
  state_ = read_sweep_state(*bytes, file);
  if (!is_resumed)
    refuse("",
           fmt::format("is there already, with {} of a sweep; add --resume to go on with it, or "
                       "name another file",
                       of_scenarios(state_.moved.size(), state_.subject.scenarios)),
           Location{.file = "--checkpoint " + file});
  refuse_other_sweep(file, state_.subject, subject);
  fmt::print(stderr, "{}: goes on after {}\n", file, of_scenarios(done(), subject.scenarios));
}

void SweepFiles::write(ScenarioRecord const& record) {
  if (rows_) {
    rows_->append(record.rows);
    state_.rows_bytes = rows_->size();
  }
  if (columnar_) {
    columnar_->append(record.columnar);
    state_.columnar_bytes = columnar_->size();
  }
  state_.moved.push_back(record.moved);
  if (Clock::now() - last_save_ >= between_states_) save();
}

void SweepFiles::save() {
  last_save_ = Clock::now();
  if (!checkpoint_) return;
  if (rows_) rows_->sync();
  if (columnar_) columnar_->sync();
  checkpoint_->write(to_bytes(state_));
  kept_ = done();
}

void SweepFiles::finish(std::string const& columnar_tail) {
  save();
  if (columnar_) columnar_->append(columnar_tail);
}

std::string SweepFiles::way_on() const {
  if (!checkpoint_) return {};
  return fmt::format("\n{} holds {}; to go on:\n  {}", checkpoint_->path().string(),
                     of_scenarios(kept_, state_.subject.scenarios), resume_command_);
}

}  // namespace nameplate
