#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "kernels/plan.hpp"
#include "nameplate/tallies.hpp"

namespace nameplate {

/// Values of a bin: [low, high) for positive ones, (low, high] for negative ones, {0} for zero.
struct BinEdges {
  double low = 0, high = 0;
};

/// The counters of one output (kernels/tally.hpp) and what they stand for. Plan and tallies outlive
/// it.
class OutputBins {
 public:
  OutputBins(Plan const& plan, Tallies const& tallies, std::size_t output);

  TallyRecord const& record() const { return record_; }

  /// Counts of the paths that have a value, by bin in ascending order of value.
  std::span<std::uint64_t const> counts() const { return counts_; }

  BinEdges edges(std::uint32_t bin) const;

  /// Whether all paths that have a value are in one bin.
  bool share_one_bin() const {
    return std::any_of(counts_.begin(), counts_.end(),
                       [&](std::uint64_t count) { return count == defined_; });
  }

  std::uint64_t defined() const { return defined_; }  // paths that have a value
  std::uint64_t undefined() const { return undefined_; }
  std::uint64_t zero() const { return at_distance(0); }
  std::uint64_t underflow() const { return at_distance(1); }
  std::uint64_t overflow() const { return at_distance(record_.bins + 2); }

 private:
  /// Paths in the bins so far from zero, on both sides.
  std::uint64_t at_distance(std::uint32_t distance) const;

  TallyRecord const& record_;
  std::span<std::uint64_t const> counts_;
  std::uint64_t undefined_;
  std::uint64_t defined_;
};

}  // namespace nameplate
