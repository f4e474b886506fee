#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>

#include "nameplate/path_set.hpp"

namespace nameplate {

/// Claims the next positions of a list that several processes share, `at_least` so many;
/// they may lie beyond its end.
using ClaimPositions = std::function<PathSpan(std::uint64_t at_least)>;

/// Hands out the paths of a run, each once, to any number of threads, while it is open.
class PathQueue {
 public:
  using Clock = std::chrono::steady_clock;

  /// Of all `paths`; of those that `claim` gets, if other processes take from the same list.
  /// \param stop if given, closes the queue for good once true
  /// \param sharers all that take paths from the list
  explicit PathQueue(PathSet paths, std::atomic<bool> const* stop = nullptr,
                     ClaimPositions claim = {}, std::size_t sharers = 1);

  /// Opens until a moment, until it is closed, or until no paths are left.
  void open_until(Clock::time_point moment);
  void close() { is_closed_ = true; }

  /// The next at most `max_count` paths; none if the queue is shut. Thread-safe.
  std::optional<PathSpan> take(std::uint64_t max_count) { return take(max_count, max_count); }

  /// As many of them as leave work for the other sharers, who may be slower: fewer as the list
  /// comes to its end, in multiples of `min_count`.
  std::optional<PathSpan> take(std::uint64_t max_count, std::uint64_t min_count);

  /// Whether reopening it could yield more.
  bool has_more() const { return !is_exhausted_ && !is_stopped(); }

 private:
  bool is_stopped() const { return stop_ != nullptr && stop_->load(std::memory_order_relaxed); }
  std::uint64_t guided_count(std::uint64_t max_count, std::uint64_t min_count) const;
  PathSet claim(std::uint64_t count);

  PathSet const paths_;
  std::uint64_t const path_count_;
  std::atomic<bool> const* const stop_;
  ClaimPositions const claim_;
  std::size_t const sharers_;
  std::atomic<bool> is_closed_ = false;
  std::mutex mutex_;
  Clock::time_point shut_at_ = Clock::time_point::max();  // what follows is under the mutex
  std::uint64_t position_ = 0;                            // behind the last claim
  PathSet claimed_;                                       // what is left of the last claim
  std::atomic<bool> is_exhausted_ = false;
};

/// One executor's access to the queue: knows which paths it took.
class PathSource {
 public:
  /// \param finished is told of paths done, from any thread
  PathSource(PathQueue& queue, std::function<void(std::uint64_t paths)> finished)
      : queue_(queue), finished_(std::move(finished)) {}

  /// As PathQueue::take. Thread-safe.
  std::optional<PathSpan> next(std::uint64_t max_count) { return next(max_count, max_count); }
  std::optional<PathSpan> next(std::uint64_t max_count, std::uint64_t min_count);

  /// Tells of so many paths evaluated, for progress. Thread-safe.
  void finished(std::uint64_t paths) { finished_(paths); }

  PathSet const& taken() const { return taken_; }

 private:
  PathQueue& queue_;
  std::function<void(std::uint64_t)> finished_;
  std::mutex mutex_;
  PathSet taken_;
};

}  // namespace nameplate
