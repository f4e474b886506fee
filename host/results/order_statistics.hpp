#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "host/results/output_bins.hpp"
#include "nameplate/summary.hpp"

namespace nameplate {

/// Sums over the values x beyond the order statistic q of a rank: of |x - q|, and of its square.
struct Excess {
  double first = 0, second = 0;
};

/// The values of one output in ascending order, those of paths without one left out: what quantiles
/// and tails are read from.
class OrderStatistics {
 public:
  virtual ~OrderStatistics() = default;

  virtual std::uint64_t count() const = 0;

  /// The values at `ranks`, each 1 to count(), ascending.
  virtual std::vector<double> at(std::span<std::uint64_t const> ranks) const = 0;

  /// \pre 1 <= rank <= count()
  virtual Excess beyond(Side side, std::uint64_t rank) const = 0;

 protected:
  OrderStatistics() = default;
  OrderStatistics(OrderStatistics const&) = default;
  OrderStatistics(OrderStatistics&&) = default;
  OrderStatistics& operator=(OrderStatistics const&) = default;
  OrderStatistics& operator=(OrderStatistics&&) = default;
};

/// From tallies: every value within the width of its bin. Values below the tallied range count as
/// zero, those above it as infinite. Plan and tallies outlive it.
class TalliedOrder : public OrderStatistics {
 public:
  TalliedOrder(Plan const& plan, Tallies const& tallies, std::size_t output);

  std::uint64_t count() const override { return bins_.defined(); }
  std::vector<double> at(std::span<std::uint64_t const> ranks) const override;
  Excess beyond(Side side, std::uint64_t rank) const override;

  OutputBins const& bins() const { return bins_; }

 private:
  OutputBins bins_;
  std::optional<double> only_value_;  // what is the same on every path is known exactly
};

/// From the values themselves, sorted, which outlive it.
class SortedOrder : public OrderStatistics {
 public:
  explicit SortedOrder(std::span<float const> sorted) : sorted_(sorted) {}

  std::uint64_t count() const override { return sorted_.size(); }
  std::vector<double> at(std::span<std::uint64_t const> ranks) const override;
  Excess beyond(Side side, std::uint64_t rank) const override;

 private:
  std::span<float const> sorted_;
};

/// Rank of the quantile at `p` among `count` values: ceil(p count), from 1 to count.
/// \pre count > 0
std::uint64_t rank_at(double p, std::uint64_t count);

/// Quantiles at `p` with their intervals; none if there are no values.
std::vector<QuantileEstimate> quantiles(OrderStatistics const& order, std::vector<double> const& p);

}  // namespace nameplate
