#include "host/backtest/cdf.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nameplate {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double between(CdfPoint const& a, CdfPoint const& b, double x) {
  return a.p + (b.p - a.p) * (x - a.x) / (b.x - a.x);
}

/// Where the score is integrated: [from, to] in pieces on which law and outcome are linear.
std::vector<double> pieces(Cdf const& law, Observation const& actual, double horizon) {
  double from = actual.low, to = actual.high;
  if (!law.points().empty()) {
    from = std::min(from, law.points().front().x);
    to = std::isfinite(horizon) ? horizon : std::max(to, law.points().back().x);
  }
  if (std::isinf(actual.low)) from = actual.high;
  if (std::isinf(actual.high)) to = actual.low;
  to = std::min(to, horizon);
  std::vector<double> knots = {from, to, actual.low, actual.high};
  for (CdfPoint const& point : law.points()) knots.push_back(point.x);
  std::erase_if(knots, [&](double x) { return !(x >= from && x <= to); });
  std::sort(knots.begin(), knots.end());
  knots.erase(std::unique(knots.begin(), knots.end()), knots.end());
  return knots;
}

/// Share of the outcome's interval up to x: what 1{x >= y} is on average. An outcome known exactly
/// jumps at its value, where the pieces [a, b] part.
double outcome_share(Observation const& actual, double x, bool is_right_end) {
  if (x < actual.low || (is_right_end && x == actual.low)) return 0;
  if (x >= actual.high) return 1;
  return (x - actual.low) / (actual.high - actual.low);
}

/// Moments of h(X) = 2 times the integral of (F - share) from X on, the influence of one draw on
/// the score.
struct Influence {
  double at = 0;  // h at the left end of the pieces done
  double mean = 0, square = 0;

  void add_atom(double mass) {
    mean += mass * at;
    square += mass * at * at;
  }
  /// A piece to the left of those done, over which h grows by `step` leftwards.
  void add_piece(double mass, double step) {
    double const left = at + step;
    mean += mass * (at + left) / 2;
    square += mass * (at * at + at * left + left * left) / 3;
    at = left;
  }
  double standard_error(double paths) const {
    return std::sqrt(std::max(0.0, square - mean * mean) / paths);
  }
};

}  // namespace

double Cdf::at(double x) const {
  auto const next = std::upper_bound(points_.begin(), points_.end(), x,
                                     [](double value, CdfPoint const& p) { return value < p.x; });
  if (next == points_.begin()) return 0;
  CdfPoint const& last = *(next - 1);
  if (next == points_.end() || last.x == x) return last.p;
  return between(last, *next, x);
}

double Cdf::below(double x) const {
  auto const next = std::lower_bound(points_.begin(), points_.end(), x,
                                     [](CdfPoint const& p, double value) { return p.x < value; });
  if (next == points_.begin()) return 0;
  CdfPoint const& last = *(next - 1);
  return next == points_.end() ? last.p : between(last, *next, x);
}

double Cdf::quantile(double p) const {
  auto const next = std::lower_bound(points_.begin(), points_.end(), p,
                                     [](CdfPoint const& q, double value) { return q.p < value; });
  if (next == points_.end()) return infinity;
  if (next == points_.begin() || next->p == (next - 1)->p) return next->x;
  CdfPoint const& last = *(next - 1);
  return last.x + (next->x - last.x) * (p - last.p) / (next->p - last.p);
}

Score crps(Cdf const& law, Observation const& actual, double horizon, double paths) {
  std::vector<double> const knots = pieces(law, actual, horizon);
  Score score;
  Influence influence;
  for (std::size_t i = knots.size(); i-- > 1;) {
    double const a = knots[i - 1], b = knots[i], width = b - a;
    double const f_a = law.at(a), f_b = law.below(b);
    double const w_a = outcome_share(actual, a, false), w_b = outcome_share(actual, b, true);
    double const w_mid = (w_a + w_b) / 2, gap_mid = (f_a + f_b) / 2 - w_mid;
    auto const loss = [](double gap, double w) { return gap * gap + w * (1 - w); };
    score.crps += width / 6 *  // Simpson's rule, exact for the square of a linear function
                  (loss(f_a - w_a, w_a) + 4 * loss(gap_mid, w_mid) + loss(f_b - w_b, w_b));
    influence.add_atom(law.at(b) - f_b);
    influence.add_piece(f_b - f_a, 2 * width * gap_mid);
  }
  if (!knots.empty()) influence.add_atom(law.at(knots.front()));
  score.standard_error = influence.standard_error(paths);
  return score;
}

}  // namespace nameplate
