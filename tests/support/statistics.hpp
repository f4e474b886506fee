#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <vector>

/// Statistics of samples and the errors that they are judged by.
namespace nameplate {

struct SampleMoments {
  double mean = 0, standard_deviation = 0;
  double mean_standard_error = 0;  // sd / sqrt(n)
  double standard_deviation_standard_error =
      0;  // by the fourth moment: sqrt((m4 - sd^4) / n) / (2 sd)
};

SampleMoments moments(std::vector<double> const& samples);

double correlation(std::vector<double> const& x, std::vector<double> const& y);

/// Standard error of the correlation of n pairs from a bivariate normal: (1 - rho^2) / sqrt(n).
double correlation_standard_error(double rho, std::size_t n);

/// The k-th smallest with k = ceil(n p), at least 1: the definition of a sample quantile here.
double order_statistic(std::vector<double> samples, double p);

/// sqrt(n) times the largest distance between the samples' distribution function and `cdf`, where
/// samples may be off by `rounding` (1 + |x|). Above c with a probability of at most 2 exp(-2 c^2)
/// if they follow it, less where the law has atoms.
double kolmogorov_smirnov(std::vector<double> samples, std::function<double(double)> const& cdf,
                          double rounding);

/// |estimate - expected| <= k standard errors; else says by how many they differ.
testing::AssertionResult within_standard_errors(double k, double estimate, double standard_error,
                                                double expected);

}  // namespace nameplate
