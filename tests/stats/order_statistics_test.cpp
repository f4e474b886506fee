#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "kernels/tally.hpp"
#include "nameplate/run.hpp"
#include "nameplate/summary.hpp"
#include "tests/support/evaluate.hpp"
#include "tests/support/statistics.hpp"

/// Statistics from tallies against those of the same paths, stored and sorted.
namespace nameplate {
namespace {

constexpr std::uint64_t path_count = 5000, seed = 7;

class TalliedStatistics : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    Catalog const catalog = load_catalog(NAMEPLATE_DATA_DIR "/catalog.toml");
    plan_ = compile(catalog, {{"2026", "2028", "2030"}, {"portfolio", "group:openai"}, {}});
    RunOptions options;
    options.paths = path_count;
    options.seed = seed;
    options.backend = Backend::cpu;
    summary_ = summarize(plan_, run(plan_, options).tallies, {0.05, 0.25, 0.5, 0.75, 0.95});
    outputs_.assign(plan_.labels.size(), {});
    PathEvaluator<float> evaluate(plan_, seed);
    for (std::uint64_t path = 0; path < path_count; ++path) {
      std::vector<float> const& values = evaluate(path);
      for (std::size_t i = 0; i < values.size(); ++i)
        if (!std::isnan(values[i])) outputs_[i].push_back(values[i]);
    }
  }

  static std::string label(std::size_t i) {
    OutputLabel const& label = plan_.labels[i];
    return label.metric + " of " + label.scope + " at " + label.date;
  }

  inline static Plan plan_;
  inline static Summary summary_;
  inline static std::vector<std::vector<double>> outputs_;  // defined values of every output
};

TEST_F(TalliedStatistics, QuantilesAreWithinABinOfTheOrderStatistics) {
  PlanView const view(plan_.bytes.data());
  for (std::size_t i = 0; i < outputs_.size(); ++i) {
    double const smallest = std::ldexp(1.0, view.tallies()[i].min_exponent);
    ASSERT_EQ(summary_.outputs[i].quantiles.empty(), outputs_[i].empty()) << label(i);
    for (QuantileEstimate const& estimate : summary_.outputs[i].quantiles) {
      double const exact = order_statistic(outputs_[i], estimate.p);
      if (std::abs(exact) < smallest) {
        EXPECT_EQ(estimate.value, 0) << label(i) << ": below the tallied range";
      } else {
        EXPECT_NEAR(estimate.value, exact, bin_relative_width * std::abs(exact))
            << label(i) << ", p " << estimate.p;
      }
    }
  }
}

TEST_F(TalliedStatistics, IntervalsHoldTheOrderStatistics) {
  for (std::size_t i = 0; i < outputs_.size(); ++i) {
    for (QuantileEstimate const& estimate : summary_.outputs[i].quantiles) {
      double const exact = order_statistic(outputs_[i], estimate.p),
                   slack = bin_relative_width * std::abs(exact);
      EXPECT_LE(estimate.low, exact + slack) << label(i);
      EXPECT_GE(estimate.high, exact - slack) << label(i);
    }
  }
}

TEST_F(TalliedStatistics, MeanAndStandardDeviationAreThoseOfTheValues) {
  for (std::size_t i = 0; i < outputs_.size(); ++i) {
    OutputSummary const& summary = summary_.outputs[i];
    EXPECT_EQ(summary.undefined, path_count - outputs_[i].size()) << label(i);
    ASSERT_EQ(summary.overflow, 0u) << label(i) << ": the tallied range is too small";
    if (outputs_[i].empty()) continue;
    SampleMoments const exact = moments(outputs_[i]);
    double const scale = std::max(std::abs(exact.mean), exact.standard_deviation);
    EXPECT_NEAR(summary.mean.value(), exact.mean, 1e-6 * scale) << label(i);
    EXPECT_NEAR(summary.standard_deviation.value(), exact.standard_deviation, 2e-4 * scale)
        << label(i);
  }
}

}  // namespace
}  // namespace nameplate
