#include "host/backtest/calibration.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>

namespace nameplate {
namespace {

constexpr double two_sided_95 = 1.959963984540054;  // standard deviations

/// Share of a PIT interval up to u; at its jump, where it is a point, before or after.
double share_up_to(Observation const& pit, double u, bool is_after) {
  if (u < pit.low || (u == pit.low && !is_after)) return 0;
  if (u >= pit.high) return 1;
  return (u - pit.low) / (pit.high - pit.low);
}

/// P(K > x) of Kolmogorov's limit law: twice the alternating sum of exp(-2 j^2 x^2).
double kolmogorov_tail(double x) {
  if (x < 0.2) return 1;  // to 1e-11
  double sum = 0;
  for (int j = 1; j <= 100; ++j) sum += (j % 2 == 1 ? 2 : -2) * std::exp(-2.0 * j * j * x * x);
  return std::clamp(sum, 0.0, 1.0);
}

}  // namespace

double share_inside(Observation const& pit, double nominal) {
  double const low = (1 - nominal) / 2, high = 1 - low;
  if (pit.low == pit.high) return pit.low >= low && pit.low <= high ? 1 : 0;
  double const common = std::min(pit.high, high) - std::max(pit.low, low);
  return std::max(0.0, common) / (pit.high - pit.low);
}

Coverage coverage(std::vector<Observation> const& pits, double nominal) {
  Coverage coverage{nominal, pits.size(), 0, 0, 0};
  for (Observation const& pit : pits) coverage.inside += share_inside(pit, nominal);
  // The most that at most 2.5 % of counts exceed; the same of the rows outside gives the least.
  auto const most = [n = static_cast<double>(pits.size())](double probability) {
    return quantile(complement(boost::math::binomial(n, probability), 0.025));
  };
  coverage.chance_low = static_cast<double>(pits.size()) - most(1 - nominal);
  coverage.chance_high = most(nominal);
  return coverage;
}

Uniformity uniformity(std::vector<Observation> const& pits) {
  auto const rows = static_cast<double>(pits.size());
  Uniformity result;
  auto const compare = [&](double u, bool is_after) {
    double mean = 0;
    for (Observation const& pit : pits) mean += share_up_to(pit, u, is_after) / rows;
    result.distance = std::max(result.distance, std::abs(mean - u));
  };
  for (Observation const& pit : pits) {
    for (double const u : {pit.low, pit.high}) {
      compare(u, false);
      compare(u, true);
    }
  }
  // Stephens' correction for few rows (J. R. Stat. Soc. B 32, 1970, table 1).
  double const root = std::sqrt(rows);
  result.p_value = kolmogorov_tail((root + 0.12 + 0.11 / root) * result.distance);
  return result;
}

Lean lean(std::vector<Observation> const& pits) {
  Lean lean;
  lean.rows = pits.size();
  auto const rows = static_cast<double>(pits.size());
  for (Observation const& pit : pits) lean.mean += (pit.low + pit.high) / 2 / rows;
  lean.chance = two_sided_95 / std::sqrt(12 * rows);
  return lean;
}

}  // namespace nameplate
