#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <optional>
#include <vector>

#include "host/sensitivity/draw_tables.hpp"

/// The Gaussian copula of a plan, solved for its factors given what is known of a path.
namespace nameplate {

/// A random number behind variables that loads on factors: z = on_factors . f + on_site s +
/// residual x own draw, of unit variance.
struct LoadedDraw {
  std::size_t variable;  // the first that has it
  std::uint32_t stream, block;
  std::optional<std::size_t> build;  // whose stage draws it; none: that of the whole path
  Eigen::VectorXd on_factors;
  double on_site = 0, residual = 1;
};

/// Where a factor is drawn.
struct FactorDraw {
  std::size_t variable;
  std::uint32_t stream, block;
};

struct FactorModel {
  std::vector<FactorDraw> factors;
  std::vector<std::optional<FactorDraw>> sites;  // by build
  Eigen::MatrixXd lower;                         // f = lower x independent normal draws
  std::vector<LoadedDraw> loaded;

  static FactorModel of(DrawTables const& tables, std::vector<DrawnInput> const& inputs);
};

/// Factors given known values: gain x those + noise x independent normal draws.
struct ConditionalFactors {
  Eigen::MatrixXd gain, noise;
};

/// Given the draws `known`, the sites' factors integrated out. The Gaussian posterior in the
/// independent draws e behind f = lower e (Rasmussen and Williams, Gaussian Processes for Machine
/// Learning, 2006, section 2.1.1).
ConditionalFactors factors_given_draws(FactorModel const& model,
                                       std::vector<LoadedDraw const*> const& known);

/// Given some of the factors themselves.
ConditionalFactors factors_given_factors(FactorModel const& model, std::vector<std::size_t> known);

/// A build's site factor given the factors and draws of the build: gain . draws + on_factors . f +
/// noise x an independent normal draw.
struct ConditionalSite {
  std::vector<double> gain;
  Eigen::VectorXd on_factors;
  double noise = 1;
};

ConditionalSite site_given_draws(FactorModel const& model,
                                 std::vector<LoadedDraw const*> const& known);

}  // namespace nameplate
