#pragma once

#include <cstdint>
#include <vector>

namespace nameplate {

/// Paths [first, first + count).
struct PathSpan {
  std::uint64_t first = 0;  ///< number of its first path
  std::uint64_t count = 0;  ///< of its paths

  /// Number of the path behind its last.
  std::uint64_t end() const { return first + count; }
  /// Member by member.
  bool operator==(PathSpan const&) const = default;
};

/// A set of paths, as ascending spans that neither overlap nor touch.
class PathSet {
 public:
  PathSet() = default;
  /// Of these paths.
  explicit PathSet(PathSpan span) { add(span); }

  /// Ascending.
  std::vector<PathSpan> const& spans() const { return spans_; }
  /// Number of its paths.
  std::uint64_t count() const;
  /// Whether it has none.
  bool empty() const { return spans_.empty(); }
  /// Whether some path is in both.
  ///@{
  bool overlaps(PathSpan span) const;
  bool overlaps(PathSet const& other) const;
  ///@}

  /// Puts paths in. \throws std::invalid_argument if some of them are in the set, or if there is
  /// none with so high a number
  ///@{
  void add(PathSpan span);
  void add(PathSet const& other);
  ///@}

  /// The paths of `span` that are not in the set.
  PathSet missing_from(PathSpan span) const;

  /// Its paths number [offset, offset + count), in ascending order.
  PathSet slice(std::uint64_t offset, std::uint64_t count) const;

  /// Member by member.
  bool operator==(PathSet const&) const = default;

 private:
  std::vector<PathSpan> spans_;
};

}  // namespace nameplate
