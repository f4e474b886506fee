#include "host/path_queue.hpp"

#include <algorithm>
#include <utility>

namespace nameplate {

PathQueue::PathQueue(PathSet paths, std::atomic<bool> const* stop, ClaimPositions claim)
    : paths_(std::move(paths)),
      stop_(stop),
      claim_(std::move(claim)),
      is_exhausted_(paths_.empty()) {}

void PathQueue::open_until(Clock::time_point moment) {
  std::lock_guard const lock(mutex_);
  shut_at_ = moment;
}

PathSpan PathQueue::next_positions(std::uint64_t at_least) {
  if (claim_) return claim_(at_least);
  return {std::exchange(position_, position_ + at_least), at_least};
}

std::optional<PathSpan> PathQueue::take(std::uint64_t max_count) {
  std::lock_guard const lock(mutex_);
  if (is_exhausted_ || is_closed_ || is_stopped() || Clock::now() >= shut_at_) return {};
  if (claimed_.empty()) {
    PathSpan const positions = next_positions(max_count);
    claimed_ = paths_.slice(positions.first, positions.count);
  }
  if (claimed_.empty()) {
    is_exhausted_ = true;
    return {};
  }
  std::uint64_t const count = std::min(max_count, claimed_.spans().front().count);
  PathSpan const span{claimed_.spans().front().first, count};
  claimed_ = claimed_.slice(count, claimed_.count());
  return span;
}

std::optional<PathSpan> PathSource::next(std::uint64_t max_count) {
  std::lock_guard const lock(mutex_);
  std::optional<PathSpan> const span = queue_.take(max_count);
  if (span) taken_.add(*span);
  return span;
}

}  // namespace nameplate
