#include "host/sweep/scenario_workshop.hpp"

#include <utility>

namespace nameplate {

ScenarioWorkshop::ScenarioWorkshop(SweepJob const& job, std::size_t threads, std::size_t ahead)
    : job_(job), ahead_(ahead) {
  threads_.reserve(threads);
  for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

ScenarioWorkshop::~ScenarioWorkshop() {
  {
    std::lock_guard const lock(mutex_);
    has_more_ = false;
    is_finishing_ = true;
    changed_.notify_all();
  }
  threads_.clear();
}

bool ScenarioWorkshop::has_work() const {
  bool const has_room = ready_.size() + at_work_ < ahead_;
  return !results_.empty() || (has_more_ && has_room) || is_finishing_;
}

void ScenarioWorkshop::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return has_work(); });
    if (!results_.empty())
      take_result(lock);
    else if (has_more_ && ready_.size() + at_work_ < ahead_)
      make_ready(lock);
    else
      return;
    changed_.notify_all();
  }
}

/// Calls `action` while others may have the lock; keeps what it throws, which ends the work.
template <class Action>
void ScenarioWorkshop::unlocked(std::unique_lock<std::mutex>& lock, Action const& action) {
  lock.unlock();
  std::exception_ptr error;
  try {
    action();
  } catch (...) {
    error = std::current_exception();
  }
  lock.lock();
  if (!error) return;
  if (!error_) error_ = error;
  has_more_ = false;
  ready_.clear();
}

void ScenarioWorkshop::take_result(std::unique_lock<std::mutex>& lock) {
  ScenarioResult const result = std::move(results_.front());
  results_.pop_front();
  unlocked(lock, [&] { job_.done(result.task.number, *result.task.plan, result.tallies); });
}

void ScenarioWorkshop::make_ready(std::unique_lock<std::mutex>& lock) {
  std::optional<ScenarioTask> task;
  ++at_work_;
  unlocked(lock, [&] {
    if (std::optional<std::size_t> const number = job_.next())
      task = ScenarioTask{*number, job_.plan(*number)};
  });
  --at_work_;
  if (task)
    ready_.push_back(std::move(*task));
  else
    has_more_ = false;
}

std::optional<ScenarioTask> ScenarioWorkshop::take() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return !ready_.empty() || (!has_more_ && at_work_ == 0); });
  if (ready_.empty()) return std::nullopt;
  ScenarioTask task = std::move(ready_.front());
  ready_.pop_front();
  changed_.notify_all();
  return task;
}

void ScenarioWorkshop::hand_in(ScenarioResult result) {
  std::lock_guard const lock(mutex_);
  results_.push_back(std::move(result));
  changed_.notify_all();
}

void ScenarioWorkshop::close() {
  std::lock_guard const lock(mutex_);
  has_more_ = false;
  ready_.clear();
  changed_.notify_all();
}

void ScenarioWorkshop::finish() {
  {
    std::lock_guard const lock(mutex_);
    has_more_ = false;
    is_finishing_ = true;
    changed_.notify_all();
  }
  threads_.clear();  // they leave nothing behind
  if (error_) std::rethrow_exception(error_);
}

}  // namespace nameplate
