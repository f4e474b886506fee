#include "host/path_queue.hpp"

#include <algorithm>
#include <utility>

namespace nameplate {

namespace {

/// What is left is handed out in so many parts a sharer. A device holds two chunks at a time, so
/// with 4 it has at most half of its equal share in hand, and may be half as fast as the others
/// without keeping them waiting.
constexpr std::uint64_t parts_per_sharer = 4;

}  // namespace

PathQueue::PathQueue(PathSet paths, std::atomic<bool> const* stop, ClaimPositions claim,
                     std::size_t sharers)
    : paths_(std::move(paths)),
      path_count_(paths_.count()),
      stop_(stop),
      claim_(std::move(claim)),
      sharers_(sharers),
      is_exhausted_(paths_.empty()) {}

void PathQueue::open_until(Clock::time_point moment) {
  std::lock_guard const lock(mutex_);
  shut_at_ = moment;
}

std::uint64_t PathQueue::guided_count(std::uint64_t max_count, std::uint64_t min_count) const {
  if (sharers_ <= 1) return max_count;
  std::uint64_t const left = path_count_ - std::min(position_, path_count_);
  std::uint64_t const part = left / (sharers_ * parts_per_sharer);
  return std::clamp(part / min_count * min_count, min_count, max_count);
}

PathSet PathQueue::claim(std::uint64_t count) {
  PathSpan const positions = claim_ ? claim_(count) : PathSpan{position_, count};
  position_ = positions.end();
  return paths_.slice(positions.first, positions.count);
}

std::optional<PathSpan> PathQueue::take(std::uint64_t max_count, std::uint64_t min_count) {
  std::lock_guard const lock(mutex_);
  if (is_exhausted_ || is_closed_ || is_stopped() || Clock::now() >= shut_at_) return {};
  if (claimed_.empty()) claimed_ = claim(guided_count(max_count, min_count));
  if (claimed_.empty()) {
    is_exhausted_ = true;
    return {};
  }
  std::uint64_t const count = std::min(max_count, claimed_.spans().front().count);
  PathSpan const span{claimed_.spans().front().first, count};
  claimed_ = claimed_.slice(count, claimed_.count());
  return span;
}

std::optional<PathSpan> PathSource::next(std::uint64_t max_count, std::uint64_t min_count) {
  std::lock_guard const lock(mutex_);
  std::optional<PathSpan> const span = queue_.take(max_count, min_count);
  if (span) taken_.add(*span);
  return span;
}

}  // namespace nameplate
