#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "host/sweep/sweep_job.hpp"

namespace nameplate {

struct ScenarioTask {
  std::size_t number = 0;
  std::shared_ptr<Plan const> plan;
};

struct ScenarioResult {
  ScenarioTask task;
  Tallies tallies;
};

/// Threads that make plans ready before devices ask for them, and take results, so that devices
/// wait for neither. The job outlives it. All functions are thread-safe.
class ScenarioWorkshop {
 public:
  /// \param ahead plans that wait for a device, at most
  ScenarioWorkshop(SweepJob const& job, std::size_t threads, std::size_t ahead);
  ScenarioWorkshop(ScenarioWorkshop const&) = delete;
  ScenarioWorkshop(ScenarioWorkshop&&) = delete;
  ScenarioWorkshop& operator=(ScenarioWorkshop const&) = delete;
  ScenarioWorkshop& operator=(ScenarioWorkshop&&) = delete;
  ~ScenarioWorkshop();

  /// The next scenario; none once there is no more, or something failed. Waits for it.
  std::optional<ScenarioTask> take();

  void hand_in(ScenarioResult result);

  /// Makes take() give no more.
  void close();

  /// Waits until all results that were handed in are taken. \throws what the job threw
  void finish();

 private:
  void work();
  bool has_work() const;
  template <class Action>
  void unlocked(std::unique_lock<std::mutex>& lock, Action const& action);
  void take_result(std::unique_lock<std::mutex>& lock);
  void make_ready(std::unique_lock<std::mutex>& lock);

  SweepJob const& job_;
  std::size_t const ahead_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<ScenarioTask> ready_;  // what follows is under the mutex
  std::deque<ScenarioResult> results_;
  std::size_t at_work_ = 0;    // threads that make a plan ready
  bool has_more_ = true;       // scenarios to make ready
  bool is_finishing_ = false;  // no result will come any more
  std::exception_ptr error_;
  std::vector<std::jthread> threads_;
};

}  // namespace nameplate
