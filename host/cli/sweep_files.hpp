#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "host/cli/command_line.hpp"
#include "host/cli/resume_options.hpp"
#include "host/cli/stream_file.hpp"
#include "host/sweep/run_sweep.hpp"
#include "host/sweep/sweep_state.hpp"
#include "nameplate/checkpoint.hpp"

namespace nameplate {

/// What the files of a sweep are and begin with.
struct SweepFileNames {
  std::string rows, columnar;  // empty: none; rows may be "-"
  std::string rows_head, columnar_head;
};

/// The files that a sweep writes, and with --checkpoint the one that says how far they are. Tells
/// of that on standard error.
class SweepFiles {
 public:
  /// With --checkpoint locks it and with --resume cuts the files to what it says, so that they go
  /// on as if nothing had happened. \throws InputError if the checkpoint is there without --resume,
  /// or is of another sweep; RunError if a file cannot be written
  SweepFiles(SweepFileNames const& names, ResumeArguments const& arguments,
             CommandLine const& command_line, SweepSubject subject, double seconds_between_states);

  /// Scenarios that are done.
  std::size_t done() const { return state_.moved.size(); }
  auto const& moved() const { return state_.moved; }

  /// Appends the next scenario. \throws RunError
  void write(ScenarioRecord const& record);

  /// Brings what was written to the disk and keeps the state. \throws RunError
  void save();

  /// Ends the columnar file. \throws RunError
  void finish(std::string const& columnar_tail);

  /// How to go on, for messages; empty without a checkpoint.
  std::string way_on() const;

 private:
  using Clock = std::chrono::steady_clock;

  void adopt(bool is_resumed, SweepSubject subject);

  std::string resume_command_;
  std::chrono::duration<double> between_states_;
  std::optional<CheckpointFile> checkpoint_;
  SweepState state_;
  std::size_t kept_ = 0;  // scenarios, in the checkpoint
  std::optional<StreamFile> rows_, columnar_;
  Clock::time_point last_save_ = Clock::now();
};

}  // namespace nameplate
