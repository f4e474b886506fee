#pragma once

#include <cstdint>
#include <vector>

namespace nameplate {

/// Paths [first, first + count).
struct PathSpan {
  std::uint64_t first = 0, count = 0;

  std::uint64_t end() const { return first + count; }
  bool operator==(PathSpan const&) const = default;
};

/// A set of paths, as ascending spans that neither overlap nor touch.
class PathSet {
 public:
  PathSet() = default;
  explicit PathSet(PathSpan span) { add(span); }

  std::vector<PathSpan> const& spans() const { return spans_; }
  std::uint64_t count() const;
  bool empty() const { return spans_.empty(); }
  bool overlaps(PathSpan span) const;
  bool overlaps(PathSet const& other) const;

  /// \throws std::invalid_argument if some of these paths are in the set, or if there is none
  /// with so high a number
  void add(PathSpan span);
  void add(PathSet const& other);

  /// The paths of `span` that are not in the set.
  PathSet missing_from(PathSpan span) const;

  /// Its paths number [offset, offset + count), in ascending order.
  PathSet slice(std::uint64_t offset, std::uint64_t count) const;

  bool operator==(PathSet const&) const = default;

 private:
  std::vector<PathSpan> spans_;
};

}  // namespace nameplate
