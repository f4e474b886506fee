#include "nameplate/path_set.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace nameplate {
namespace {

/// The first span that ends at or after `path`.
auto first_touching(std::vector<PathSpan> const& spans, std::uint64_t path) {
  return std::partition_point(spans.begin(), spans.end(),
                              [path](PathSpan const& span) { return span.end() < path; });
}

}  // namespace

std::uint64_t PathSet::count() const {
  std::uint64_t count = 0;
  for (PathSpan const& span : spans_) count += span.count;
  return count;
}

bool PathSet::overlaps(PathSpan span) const {
  if (span.count == 0) return false;
  auto const after = std::partition_point(
      spans_.begin(), spans_.end(), [&](PathSpan const& own) { return own.end() <= span.first; });
  return after != spans_.end() && after->first < span.end();
}

bool PathSet::overlaps(PathSet const& other) const {
  return std::any_of(other.spans_.begin(), other.spans_.end(),
                     [this](PathSpan const& span) { return overlaps(span); });
}

void PathSet::add(PathSpan span) {
  if (span.count == 0) return;
  if (span.count > std::numeric_limits<std::uint64_t>::max() - span.first)
    throw std::invalid_argument("path numbers beyond 64 bits");
  if (overlaps(span)) throw std::invalid_argument("paths that are in the set already");
  auto at = spans_.begin() + (first_touching(spans_, span.first) - spans_.cbegin());
  if (at != spans_.end() && at->end() == span.first) {  // continues a span
    at->count += span.count;
    auto const next = at + 1;
    if (next == spans_.end() || next->first != at->end()) return;
    at->count += next->count;
    spans_.erase(next);
  } else if (at != spans_.end() && at->first == span.end()) {  // precedes one
    *at = {span.first, at->count + span.count};
  } else {
    spans_.insert(at, span);
  }
}

void PathSet::add(PathSet const& other) {
  for (PathSpan const& span : other.spans_) add(span);
}

PathSet PathSet::missing_from(PathSpan span) const {
  PathSet missing;
  std::uint64_t next = span.first;
  for (auto own = first_touching(spans_, span.first);
       own != spans_.end() && own->first < span.end(); ++own) {
    if (own->first > next) missing.spans_.push_back({next, own->first - next});
    next = std::max(next, own->end());
  }
  if (next < span.end()) missing.spans_.push_back({next, span.end() - next});
  return missing;
}

PathSet PathSet::slice(std::uint64_t offset, std::uint64_t count) const {
  PathSet result;
  for (PathSpan const& span : spans_) {
    if (count == 0) break;
    if (offset >= span.count) {
      offset -= span.count;
      continue;
    }
    std::uint64_t const taken = std::min(span.count - offset, count);
    result.spans_.push_back({span.first + offset, taken});
    offset = 0;
    count -= taken;
  }
  return result;
}

}  // namespace nameplate
