#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "nameplate/sensitivity.hpp"

/// Estimators of sensitivity indices from values of a function. They know nothing of plans.
namespace nameplate {

/// Share of the variance of `y` that is left where `resampled` differs from it, each pair being
/// equally distributed: E[(y - y')^2] / 2 Var. With an input drawn anew and the others kept this is
/// its total index (Jansen, Computer Physics Communications 117, 1999); with the input kept and the
/// others drawn anew it is 1 minus its first-order index. Variance of both samples together, as in
/// Janon, Klein, Lagnoux, Nodet and Prieur, ESAIM: Probability and Statistics 18, 2014; the error
/// is that of the ratio of means for large samples. \pre equal sizes, at least 2; neither constant
Estimate unexplained_share(std::span<float const> y, std::span<float const> resampled);

/// First-order index of an independent input: Cov(y, mixed - other) / Var, where `other` has all
/// inputs drawn anew, and `mixed` all but this one, which it shares with `y` (Saltelli, Annoni,
/// Azzini, Campolongo, Ratto and Tarantola, Computer Physics Communications 181, 2010). Unlike the
/// complement of the share above its error falls with the index. \pre as there
Estimate explained_share(std::span<float const> y, std::span<float const> mixed,
                         std::span<float const> other);

/// Median of values in any order, which it changes: that of rank ceil(n / 2), as in summaries.
double median_of(std::span<float> values);

/// Half the mean squared difference.
double half_mean_square(std::span<float const> y, std::span<float const> resampled);

/// Shapley effects from the variance left along random orders of the inputs. The effect of an input
/// is the mean of what its being known takes off the variance, over all orders (Song, Nelson and
/// Staum, SIAM/ASA Journal on Uncertainty Quantification 4, 2016).
class ShapleyEffects {
 public:
  explicit ShapleyEffects(std::size_t inputs) : inputs_(inputs) {}

  /// Of one order: left[j] is the variance that is left when the first j inputs of it are known, j
  /// below their number.
  void add(std::vector<std::size_t> const& order, std::vector<double> const& left);

  /// Shares of the variance, which add up to 1; errors of the ratio of means over pairs of orders.
  /// \pre two pairs or more
  std::vector<Estimate> take() const;

 private:
  std::size_t inputs_;
  std::vector<std::vector<double>> effects_;  // by order, then input; not divided by the variance
};

/// A random order of so many inputs: the same for equal seeds and numbers, everywhere. An odd
/// number's is the reverse of that before it, so that who comes first and who last evens out.
std::vector<std::size_t> random_order(std::size_t inputs, std::uint64_t seed, std::uint64_t number);

/// PAWN index of an input: the median over ten equally likely intervals of it of the
/// Kolmogorov-Smirnov distance between the output where the input is in the interval and the output
/// everywhere (Pianosi and Wagener, Environmental Modelling & Software 108, 2018). Zero for an
/// input without influence, but for sampling error.
class Pawn {
 public:
  /// \pre no value is NaN
  explicit Pawn(std::span<float const> y);

  /// \param z the standard normal variable behind the input, by path
  double operator()(std::span<float const> z) const;

 private:
  std::vector<std::uint32_t> by_rank_;     // path numbers in the order of y
  std::vector<std::uint32_t> last_equal_;  // by rank: the last one with the same y
};

}  // namespace nameplate
