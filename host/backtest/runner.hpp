#pragma once

#include <cstdint>
#include <functional>
#include <utility>

#include "nameplate/run.hpp"

namespace nameplate {

/// Runs many plans with the same options; adds up the time, and reports how far it is.
class Runner {
 public:
  /// Called with the number of paths done and of those to do.
  using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;

  Runner(RunOptions options, Progress progress, std::uint64_t total_paths)
      : options_(std::move(options)), progress_(std::move(progress)), total_(total_paths) {}

  /// Paths 0 to `paths` of the options' seed.
  Tallies run(Plan const& plan, std::uint64_t paths) {
    options_.paths = paths;
    RunResult result = nameplate::run(plan, options_);
    result.facts.seconds += facts_.seconds;
    result.facts.paths += facts_.paths;
    facts_ = result.facts;
    skip(paths);
    return std::move(result.tallies);
  }

  /// Counts paths that need not be run as done.
  void skip(std::uint64_t paths) {
    done_ += paths;
    if (progress_) progress_(done_, total_);
  }

  RunFacts const& facts() const { return facts_; }

 private:
  RunOptions options_;
  Progress progress_;
  std::uint64_t total_, done_ = 0;
  RunFacts facts_;
};

}  // namespace nameplate
