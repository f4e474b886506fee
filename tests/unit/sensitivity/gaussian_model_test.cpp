#include "tests/unit/sensitivity/gaussian_model.hpp"

#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "nameplate/sensitivity.hpp"

/// Indices of a linear model of correlated normal inputs, which are known: Owen and Prieur, "On
/// Shapley value for measuring importance of dependent inputs", SIAM/ASA Journal on Uncertainty
/// Quantification 5, 2017.
namespace nameplate {
namespace {

/// Variance of w . x for normal x with this covariance, and what knowing some of x explains of it.
class LinearModel {
 public:
  LinearModel(Eigen::VectorXd weights, Eigen::MatrixXd covariance,
              std::vector<std::vector<int>> groups)
      : weights_(std::move(weights)),
        covariance_(std::move(covariance)),
        groups_(std::move(groups)) {}

  double variance() const { return weights_.dot(covariance_ * weights_); }

  /// Share of the variance; bit i of `known` stands for group i.
  double explained(unsigned known) const {
    std::vector<int> indices;
    for (std::size_t g = 0; g < groups_.size(); ++g)
      if ((known >> g & 1u) != 0)
        indices.insert(indices.end(), groups_[g].begin(), groups_[g].end());
    if (indices.empty()) return 0;
    Eigen::VectorXd const cross = (covariance_ * weights_)(indices);
    Eigen::MatrixXd const among = covariance_(indices, indices);
    return cross.dot(among.completeOrthogonalDecomposition().solve(cross)) / variance();
  }

  double shapley(std::size_t group) const {
    std::vector<int> order(groups_.size());
    std::iota(order.begin(), order.end(), 0);
    double sum = 0;
    int orders = 0;
    do {
      unsigned before = 0;
      for (int const g : order) {
        if (static_cast<std::size_t>(g) == group) break;
        before |= 1u << g;
      }
      sum += explained(before | 1u << group) - explained(before);
      ++orders;
    } while (std::next_permutation(order.begin(), order.end()));
    return sum / orders;
  }

  unsigned all_but(std::size_t group) const {
    return ((1u << groups_.size()) - 1) & ~(1u << group);
  }

 private:
  Eigen::VectorXd weights_;
  Eigen::MatrixXd covariance_;
  std::vector<std::vector<int>> groups_;
};

/// Size factors as inputs.
LinearModel by_build() {
  constexpr char build_of[] = {'a', 'a', 'b', 'c', 'c'};
  using M = GaussianModel;
  double const common = M::on_grid * M::on_grid + M::on_supply * M::on_supply +
                        2 * M::correlation * M::on_grid * M::on_supply;
  Eigen::MatrixXd covariance(5, 5);
  for (int i = 0; i < 5; ++i)
    for (int j = 0; j < 5; ++j)
      covariance(i, j) =
          i == j ? 1 : common + (build_of[i] == build_of[j] ? M::on_site * M::on_site : 0);
  Eigen::VectorXd weights(5);
  weights << 1, 3, 2, 0.5, 1.5;
  return {weights, covariance, {{0, 1}, {2}, {3, 4}}};
}

/// The two factors, the three builds' shared luck and the five draws of the phases' own.
LinearModel by_factor() {
  using M = GaussianModel;
  LinearModel const size = by_build();
  double const own =
      std::sqrt(1 - M::on_grid * M::on_grid - M::on_supply * M::on_supply -
                2 * M::correlation * M::on_grid * M::on_supply - M::on_site * M::on_site);
  Eigen::VectorXd weights(10);
  weights << 8 * M::on_grid, 8 * M::on_supply, 4 * M::on_site, 2 * M::on_site, 2 * M::on_site, own,
      3 * own, 2 * own, 0.5 * own, 1.5 * own;
  Eigen::MatrixXd covariance = Eigen::MatrixXd::Identity(10, 10);
  covariance(0, 1) = covariance(1, 0) = M::correlation;
  return {weights, covariance, {{0}, {1}, {2, 3, 4}, {5, 6, 7, 8, 9}}};
}

/// Each estimate within 4.5 of its standard errors, each of which is small: 21 comparisons fail by
/// chance for one seed in 7,000.
void expect_indices(Sensitivity const& found, LinearModel const& model,
                    std::vector<std::string> const& names) {
  ASSERT_EQ(found.inputs.size(), names.size());
  OutputSensitivity const& output = found.outputs.at(0);
  double const sd = 0.1 * std::sqrt(model.variance());
  EXPECT_NEAR(output.mean, 8, 4.5 * sd / std::sqrt(static_cast<double>(found.paths)));
  EXPECT_NEAR(output.standard_deviation, sd, 0.02 * sd);
  for (std::size_t i = 0; i < names.size(); ++i) {
    SCOPED_TRACE(names[i]);
    EXPECT_EQ(found.inputs[i].name, names[i]);
    InputEffect const& effect = output.effects[i];
    auto const expect = [](Estimate const& estimate, double value, double largest_error) {
      EXPECT_NEAR(estimate.value, value, 4.5 * estimate.standard_error);
      EXPECT_LT(estimate.standard_error, largest_error);
    };
    expect(effect.first_order, model.explained(1u << i), 0.006);
    expect(effect.total, 1 - model.explained(model.all_but(i)), 0.006);
    expect(effect.shapley, model.shapley(i), 0.012);
  }
}

RunOptions options() { return {.paths = 65'536, .backend = Backend::cpu}; }

TEST(GaussianModelIndices, OfBuildsAreTheKnownOnes) {
  Plan const plan = GaussianModel::plan();
  Sensitivity const found = analyze_sensitivity(plan, Grouping::build, options());
  EXPECT_TRUE(found.has_dependent_inputs);
  expect_indices(found, by_build(), {"build:a", "build:b", "build:c"});
}

TEST(GaussianModelIndices, OfCorrelatedFactorsAreTheKnownOnes) {
  Plan const plan = GaussianModel::plan();
  Sensitivity const found = analyze_sensitivity(plan, Grouping::factor, options());
  EXPECT_TRUE(found.has_dependent_inputs);
  expect_indices(found, by_factor(), {"grid", "supply", "site", "own draws"});
  EXPECT_FALSE(found.outputs[0].effects[3].median_at_p10) << "own parts have no quantile";
}

TEST(GaussianModelIndices, OfASingleInputAreAllOne) {
  Plan const plan = GaussianModel::plan();
  Sensitivity const found = analyze_sensitivity(plan, Grouping::parameter, options());
  ASSERT_EQ(found.inputs.size(), 1u);
  EXPECT_EQ(found.inputs[0].name, "size_factor");
  EXPECT_EQ(found.inputs[0].draws, 5u);
  InputEffect const& effect = found.outputs[0].effects[0];
  EXPECT_EQ(effect.first_order.value, 1);
  EXPECT_NEAR(effect.total.value, 1, 4.5 * effect.total.standard_error);
  EXPECT_EQ(effect.shapley.value, 1);
  // All size factors at their P10: 8 GW x (1 - 0.128155).
  EXPECT_NEAR(*effect.median_at_p10, 8 - 0.8 * 1.2815516, 1e-5);
  EXPECT_NEAR(*effect.median_at_p90, 8 + 0.8 * 1.2815516, 1e-5);
}

/// Build a's size factors have a correlation of 0.9 with the total; others less.
TEST(GaussianModelIndices, NameTheMostTellingDraw) {
  Plan const plan = GaussianModel::plan();
  Sensitivity const found = analyze_sensitivity(plan, Grouping::build, options());
  InputEffect const& effect = found.outputs[0].effects[0];
  EXPECT_EQ(effect.pawn_stream, "phase:a/1") << "3 of 8 GW";
  EXPECT_GT(effect.pawn, 0.4);
  EXPECT_LT(effect.pawn_noise, 0.02);
}

}  // namespace
}  // namespace nameplate
