#include "host/sensitivity/estimators.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <random>
#include <utility>

namespace nameplate {
namespace {

constexpr std::size_t pawn_intervals = 10;

/// Upper ends of equally likely intervals of a standard normal variable, the last one without end.
constexpr std::array<double, pawn_intervals - 1> interval_ends = {
    -1.2815515655446004, -0.8416212335729142, -0.5244005127080407, -0.2533471031357997, 0.0,
    0.2533471031357997,  0.5244005127080407,  0.8416212335729142,  1.2815515655446004};

std::size_t interval_of(float z) {
  return static_cast<std::size_t>(
      std::upper_bound(interval_ends.begin(), interval_ends.end(), static_cast<double>(z)) -
      interval_ends.begin());
}

double median(std::vector<double> values) {
  auto const middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

/// Mean of terms over mean of weights, with the error of that ratio.
Estimate ratio_of_means(std::vector<double> const& terms, std::vector<double> const& weights) {
  auto const n = static_cast<double>(terms.size());
  double const weight = std::accumulate(weights.begin(), weights.end(), 0.0) / n;
  double const ratio = std::accumulate(terms.begin(), terms.end(), 0.0) / n / weight;
  double squares = 0;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    double const influence = (terms[i] - ratio * weights[i]) / weight;
    squares += influence * influence;
  }
  return {ratio, std::sqrt(squares / (n - 1) / n)};
}

/// Mean of the values of both samples.
double pooled_mean(std::span<float const> a, std::span<float const> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (static_cast<double>(a[i]) + b[i]) / 2;
  return sum / static_cast<double>(a.size());
}

}  // namespace

double median_of(std::span<float> values) {
  auto const middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

double half_mean_square(std::span<float const> y, std::span<float const> resampled) {
  double sum = 0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    double const difference = static_cast<double>(y[i]) - resampled[i];
    sum += difference * difference;
  }
  return sum / 2 / static_cast<double>(y.size());
}

Estimate explained_share(std::span<float const> y, std::span<float const> mixed,
                         std::span<float const> other) {
  double const mean = pooled_mean(y, other);
  std::vector<double> products(y.size()), squares(y.size());
  for (std::size_t i = 0; i < y.size(); ++i) {
    double const a = y[i] - mean, b = other[i] - mean;
    products[i] = a * (static_cast<double>(mixed[i]) - other[i]);
    squares[i] = (a * a + b * b) / 2;
  }
  return ratio_of_means(products, squares);
}

Estimate unexplained_share(std::span<float const> y, std::span<float const> resampled) {
  double const mean = pooled_mean(y, resampled);
  std::vector<double> differences(y.size()), squares(y.size());
  for (std::size_t i = 0; i < y.size(); ++i) {
    double const a = y[i] - mean, b = resampled[i] - mean;
    differences[i] = (a - b) * (a - b) / 2;
    squares[i] = (a * a + b * b) / 2;
  }
  return ratio_of_means(differences, squares);
}

void ShapleyEffects::add(std::vector<std::size_t> const& order, std::vector<double> const& left) {
  std::vector<double> effects(inputs_);
  for (std::size_t j = 0; j < inputs_; ++j)
    effects[order[j]] = left[j] - (j + 1 < inputs_ ? left[j + 1] : 0.0);
  effects_.push_back(std::move(effects));
}

std::vector<Estimate> ShapleyEffects::take() const {
  std::size_t const pairs = effects_.size() / 2;
  std::vector<std::vector<double>> of_input(inputs_, std::vector<double>(pairs));
  std::vector<double> variances(pairs);
  for (std::size_t k = 0; k < pairs; ++k) {
    for (std::size_t i = 0; i < inputs_; ++i) {
      of_input[i][k] = effects_[2 * k][i] + effects_[2 * k + 1][i];
      variances[k] += of_input[i][k];
    }
  }
  std::vector<Estimate> shares;
  shares.reserve(inputs_);
  for (std::vector<double> const& effects : of_input)
    shares.push_back(ratio_of_means(effects, variances));
  return shares;
}

std::vector<std::size_t> random_order(std::size_t inputs, std::uint64_t seed,
                                      std::uint64_t number) {
  std::seed_seq sequence{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32),
                         static_cast<std::uint32_t>(number / 2)};
  std::mt19937_64 random(sequence);
  std::vector<std::size_t> order(inputs);
  std::iota(order.begin(), order.end(), std::size_t{0});
  // Not std::shuffle, which differs between libraries; the remainder's bias is below 2^-50.
  for (std::size_t i = inputs; i > 1; --i) std::swap(order[i - 1], order[random() % i]);
  if (number % 2 == 1) std::reverse(order.begin(), order.end());
  return order;
}

Pawn::Pawn(std::span<float const> y) : by_rank_(y.size()), last_equal_(y.size()) {
  std::iota(by_rank_.begin(), by_rank_.end(), 0u);
  std::sort(by_rank_.begin(), by_rank_.end(), [y](std::uint32_t a, std::uint32_t b) {
    return std::pair(y[a], a) < std::pair(y[b], b);
  });
  for (std::size_t i = y.size(); i-- > 0;) {
    bool const is_last = i + 1 == y.size() || y[by_rank_[i]] != y[by_rank_[i + 1]];
    last_equal_[i] = is_last ? static_cast<std::uint32_t>(i) : last_equal_[i + 1];
  }
}

double Pawn::operator()(std::span<float const> z) const {
  std::array<std::size_t, pawn_intervals> sizes{}, counts{};
  std::vector<std::uint8_t> intervals(z.size());
  for (std::size_t i = 0; i < z.size(); ++i) {
    intervals[i] = static_cast<std::uint8_t>(interval_of(z[i]));
    ++sizes[intervals[i]];
  }
  std::array<double, pawn_intervals> distances{};
  for (std::size_t rank = 0; rank < by_rank_.size(); ++rank) {
    ++counts[intervals[by_rank_[rank]]];
    if (last_equal_[rank] != rank) continue;  // both distribution functions step at the value
    double const everywhere = static_cast<double>(rank + 1) / static_cast<double>(by_rank_.size());
    for (std::size_t k = 0; k < pawn_intervals; ++k) {
      if (sizes[k] == 0) continue;
      double const there = static_cast<double>(counts[k]) / static_cast<double>(sizes[k]);
      distances[k] = std::max(distances[k], std::abs(there - everywhere));
    }
  }
  std::vector<double> found;
  for (std::size_t k = 0; k < pawn_intervals; ++k)
    if (sizes[k] > 0) found.push_back(distances[k]);
  return median(std::move(found));
}

}  // namespace nameplate
