#include <algorithm>
#include <cmath>
#include <span>

#include "host/qmc/sobol_plan.hpp"
#include "host/sensitivity/resampled_plan.hpp"
#include "nameplate/samples.hpp"

namespace nameplate {
namespace {

constexpr std::uint64_t pilot_paths = 4096;
constexpr std::size_t draws_at_once = 64;

/// Squared correlation over the paths that have a value.
double squared_correlation(std::span<float const> x, std::span<float const> y) {
  double n = 0, sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (std::isnan(y[i])) continue;
    double const a = x[i], b = y[i];
    n += 1;
    sx += a;
    sy += b;
    sxx += a * a;
    syy += b * b;
    sxy += a * b;
  }
  double const vx = n * sxx - sx * sx, vy = n * syy - sy * sy, covariance = n * sxy - sx * sy;
  return vx > 0 && vy > 0 ? covariance * covariance / (vx * vy) : 0;
}

}  // namespace

std::vector<std::size_t> draws_by_influence(Plan const& plan, RunOptions const& options) {
  RunOptions pilot = options;
  pilot.first_path = 0;
  pilot.paths = pilot_paths;
  pilot.progress = {};
  pilot.team = nullptr;  // each process for itself: it is little work
  ResampledPlans const plans(plan);
  Samples const y = sample(plan, pilot);
  std::vector<std::size_t> const& draws = plans.draws();
  std::vector<std::pair<double, std::size_t>> influence;
  for (std::size_t first = 0; first < draws.size(); first += draws_at_once) {
    auto const begin = draws.begin() + static_cast<std::ptrdiff_t>(first);
    std::vector<std::size_t> const some(
        begin, begin + static_cast<std::ptrdiff_t>(std::min(draws_at_once, draws.size() - first)));
    Samples const z = sample(plans.normal_variables(some), pilot);
    for (std::size_t k = 0; k < some.size(); ++k) {
      double largest = 0;
      for (std::size_t o = 0; o < y.outputs; ++o)
        largest = std::max(largest, squared_correlation(z.row(k), y.row(o)));
      influence.emplace_back(-largest, some[k]);
    }
  }
  std::sort(influence.begin(), influence.end());
  std::vector<std::size_t> order;
  order.reserve(influence.size());
  for (auto const& [strength, draw] : influence) order.push_back(draw);
  return order;
}

}  // namespace nameplate
