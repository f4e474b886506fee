#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include "host/sweep/run_sweep.hpp"

namespace nameplate {

/// Passes records on in the order of their scenarios, whatever the order in which they come. The
/// sink outlives it.
class InOrder {
 public:
  InOrder(std::size_t first, SweepSink const& sink) : next_(first), sink_(sink) {}

  /// Thread-safe.
  void add(std::size_t scenario, ScenarioRecord record) {
    std::lock_guard const lock(mutex_);
    waiting_.emplace(scenario, std::move(record));
    while (!waiting_.empty() && waiting_.begin()->first == next_) {
      sink_.write(next_++, waiting_.begin()->second);
      waiting_.erase(waiting_.begin());
    }
  }

 private:
  std::mutex mutex_;
  std::size_t next_;
  std::map<std::size_t, ScenarioRecord> waiting_;
  SweepSink const& sink_;
};

}  // namespace nameplate
