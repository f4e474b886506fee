#include "tests/support/statistics.hpp"

#include <algorithm>
#include <cmath>

namespace nameplate {

SampleMoments moments(std::vector<double> const& samples) {
  auto const n = static_cast<double>(samples.size());
  double mean = 0, second = 0, fourth = 0;
  for (double const x : samples) mean += x / n;
  for (double const x : samples) {
    double const square = (x - mean) * (x - mean);
    second += square / n;
    fourth += square * square / n;
  }
  double const sd = std::sqrt(second);
  return {mean, sd, sd / std::sqrt(n),
          sd > 0 ? std::sqrt((fourth - second * second) / n) / (2 * sd) : 0};
}

double correlation(std::vector<double> const& x, std::vector<double> const& y) {
  SampleMoments const mx = moments(x), my = moments(y);
  double covariance = 0;
  for (std::size_t i = 0; i < x.size(); ++i)
    covariance += (x[i] - mx.mean) * (y[i] - my.mean) / static_cast<double>(x.size());
  return covariance / (mx.standard_deviation * my.standard_deviation);
}

double correlation_standard_error(double rho, std::size_t n) {
  return (1 - rho * rho) / std::sqrt(static_cast<double>(n));
}

double order_statistic(std::vector<double> samples, double p) {
  auto const rank = static_cast<std::ptrdiff_t>(
      std::max(1.0, std::ceil(static_cast<double>(samples.size()) * p)));
  auto const at = samples.begin() + rank - 1;
  std::nth_element(samples.begin(), at, samples.end());
  return *at;
}

double kolmogorov_smirnov(std::vector<double> samples, std::function<double(double)> const& cdf,
                          double rounding) {
  std::sort(samples.begin(), samples.end());
  auto const n = static_cast<double>(samples.size());
  double distance = 0;
  for (auto at = samples.begin(); at != samples.end();) {
    auto const next = std::upper_bound(at, samples.end(), *at);
    double const slack = rounding * (1 + std::abs(*at));
    double const below = static_cast<double>(at - samples.begin()) / n;
    double const up_to = static_cast<double>(next - samples.begin()) / n;
    distance = std::max({distance, cdf(*at - slack) - below, up_to - cdf(*at + slack)});
    at = next;
  }
  return std::sqrt(n) * distance;
}

testing::AssertionResult within_standard_errors(double k, double estimate, double standard_error,
                                                double expected) {
  double const z = (estimate - expected) / standard_error;
  bool const agrees = std::abs(z) <= k;
  return (agrees ? testing::AssertionSuccess() : testing::AssertionFailure())
         << estimate << " differs from " << expected << " by " << z << " standard errors of "
         << standard_error;
}

}  // namespace nameplate
