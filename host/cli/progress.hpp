#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "nameplate/run.hpp"

namespace nameplate {

/// " 42 %  [########            ]  0.42 of 1.00 million paths, 0.83 million/s, 0:01 left".
std::string progress_line(std::uint64_t done, std::uint64_t total, double seconds);

/// A line on standard error that is redrawn as the run goes on and erased at its end. Silent where
/// standard error is no terminal. One caller at a time.
class ProgressBar {
 public:
  ProgressBar(std::uint64_t total_paths, bool is_quiet);
  ProgressBar(ProgressBar const&) = delete;
  ProgressBar(ProgressBar&&) = delete;
  ProgressBar& operator=(ProgressBar const&) = delete;
  ProgressBar& operator=(ProgressBar&&) = delete;
  ~ProgressBar();

  void update(std::uint64_t paths_done);

 private:
  using Clock = std::chrono::steady_clock;

  std::uint64_t total_paths_;
  bool is_visible_;
  bool is_drawn_ = false;
  Clock::time_point start_ = Clock::now();
  Clock::time_point last_drawn_ = start_;
};

/// Calls `evaluate` with options that draw a bar of the paths that are left to do.
template <class Evaluate>
auto with_progress_bar(RunOptions options, bool is_quiet, Evaluate evaluate) {
  ProgressBar bar(options.paths - options.done.count(), is_quiet);
  options.progress = [&bar](std::uint64_t done) { bar.update(done); };
  return evaluate(options);
}

}  // namespace nameplate
