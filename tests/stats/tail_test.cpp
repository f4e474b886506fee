#include <gtest/gtest.h>

#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "nameplate/run.hpp"
#include "nameplate/samples.hpp"
#include "nameplate/summary.hpp"
#include "tests/support/evaluate.hpp"
#include "tests/support/statistics.hpp"
#include "tests/support/tiny_catalog.hpp"

/// Tail measures of outputs whose law is known in closed form, from tallies and exact.
namespace nameplate {
namespace {

/// facility_gw = 1 GW x size_factor.
constexpr double mu = 1, sigma = 0.5;

Plan lognormal_plan() {
  TinyCatalog catalog;
  catalog.law("size_factor", "{ family = \"lognormal\", mu = 1, sigma = 0.5 }");
  return compile(catalog.build({}).parse(), {{"2030"}, {"portfolio"}, {"facility_gw"}});
}

/// A sum of two independent normal builds.
Plan normal_plan() {
  TinyCatalog catalog;
  catalog.law("size_factor", "{ family = \"normal\", mean = 10, sd = 1 }");
  TinyBuild one, two;
  one.id = "one", two.id = "two";
  return compile(catalog.build(one).build(two).parse(), {{"2030"}, {"all"}, {"facility_gw"}});
}

RunOptions options(std::uint64_t paths, std::uint64_t seed) {
  RunOptions options;
  options.backend = Backend::cpu;
  options.paths = paths;
  options.seed = seed;
  return options;
}

Summary tallied(Plan const& plan, RunOptions const& asked) {
  Tallies const tallies = run(plan, asked).tallies;
  Summary summary = summarize(plan, tallies);
  add_tails(plan, tallies, summary);
  return summary;
}

Summary exact(Plan const& plan, RunOptions const& asked) {
  return summarize_exactly(plan, sample(plan, asked), asked);
}

double lognormal_quantile(double p) { return quantile(boost::math::lognormal(mu, sigma), p); }

/// E[X | X beyond its quantile]: exp(mu + sigma^2 / 2) Phi(-+(z - sigma)) / share.
double lognormal_shortfall(Side side, double share) {
  boost::math::normal const normal;
  double const mean = std::exp(mu + sigma * sigma / 2);
  double const z = quantile(normal, side == Side::low ? share : 1 - share);
  double const part = cdf(normal, side == Side::low ? z - sigma : sigma - z);
  return mean * part / share;
}

TEST(Tails, OfALognormalAreThoseOfItsLaw) {
  Plan const plan = lognormal_plan();
  for (Summary const& summary :
       {tallied(plan, options(400'000, 3)), exact(plan, options(400'000, 3))}) {
    double const bound = summary.is_exact ? 1e-5 : 1e-3;  // of the model's floats, of the bins
    TailSummary const& tail = summary.outputs.front().tail.value();
    for (auto const& [p, value, low, high] : tail.quantiles) {
      double const expected = lognormal_quantile(p), error = (high - low) / (2 * 1.96);
      EXPECT_NEAR(value, expected, 4 * error + bound * expected) << p;
    }
    for (auto const& [side, share, value, standard_error] : tail.shortfalls) {
      double const expected = lognormal_shortfall(side, share);
      EXPECT_NEAR(value.value(), expected, 4 * standard_error.value() + bound * expected)
          << name(side) << " " << share;
    }
  }
}

/// Mean of the highest share of a normal law: mean + sd phi(z) / share.
TEST(Tails, OfASumOfNormalsAreThoseOfItsLaw) {
  Plan const plan = normal_plan();
  Summary const summary = exact(plan, options(400'000, 4));
  boost::math::normal const sum(20, std::sqrt(2.0));
  for (auto const& [side, share, value, standard_error] :
       summary.outputs.front().tail.value().shortfalls) {
    double const z = quantile(boost::math::normal(), share);
    double const reach = std::sqrt(2.0) * pdf(boost::math::normal(), z) / share;
    EXPECT_TRUE(within_standard_errors(4, value.value(), standard_error.value(),
                                       side == Side::low ? 20 - reach : 20 + reach))
        << name(side) << " " << share;
  }
}

/// The stated error against what it is of: over many seeds the 95 % interval covers the truth as
/// often as it says. With 200 values in the tail, the mean of which is skewed, that is a little
/// less: one per cent is granted, and four standard errors of the count.
TEST(Tails, IntervalsOfAShortfallCoverIt) {
  Plan const plan = lognormal_plan();
  constexpr int seeds = 4000;
  int covered_high = 0, covered_low = 0;
  for (int seed = 0; seed < seeds; ++seed) {
    TailSummary const tail = tallied(plan, options(20'000, 1000 + static_cast<std::uint64_t>(seed)))
                                 .outputs.front()
                                 .tail.value();
    auto const covers = [](ShortfallEstimate const& estimate) {
      double const truth = lognormal_shortfall(estimate.side, estimate.share);
      return std::abs(*estimate.value - truth) <= 1.96 * *estimate.standard_error;
    };
    covered_low += covers(tail.shortfalls[1]) ? 1 : 0;
    covered_high += covers(tail.shortfalls[2]) ? 1 : 0;
  }
  double const error = std::sqrt(0.95 * 0.05 / seeds);
  for (int const covered : {covered_low, covered_high}) {
    double const share = static_cast<double>(covered) / seeds;
    EXPECT_GT(share, 0.94 - 4 * error);
    EXPECT_LT(share, 0.95 + 4 * error);
  }
}

/// Builds share no variable but are parts of one sum.
TEST(Tails, BuildsThatShareNothingAreBeyondTheirPercentilesIndependently) {
  Plan const plan = normal_plan();
  Summary const summary = exact(plan, options(400'000, 5));
  std::size_t const one = output_index(plan, "facility_gw", "build:one", "2030-12-31");
  std::size_t const two = output_index(plan, "facility_gw", "build:two", "2030-12-31");
  std::size_t const all = output_index(plan, "facility_gw", "portfolio", "2030-12-31");
  ASSERT_EQ(summary.joint.size(), 3u);
  for (JointExceedance const& pair : summary.joint) {
    for (JointEvent const& event : pair.events) {
      double const tail = event.side == Side::low ? event.p : 1 - event.p;
      if (pair.first == all || pair.second == all) {
        EXPECT_GT(event.independence_ratio.value(), 5) << event.p;
      } else {
        EXPECT_EQ(std::minmax(pair.first, pair.second), std::minmax(one, two));
        EXPECT_TRUE(within_standard_errors(4, event.probability.value(),
                                           event.standard_error.value(), tail * tail))
            << event.p;
      }
    }
  }
}

/// The shipped catalog, every metric: tallies within the bound of their bins of the exact tails.
TEST(Tails, OfTalliesAgreeWithTheExactOnesOnTheShippedCatalog) {
  Catalog const catalog = load_catalog(NAMEPLATE_DATA_DIR "/catalog.toml");
  Plan const plan = compile(catalog, {{"2027", "2030"}, {"portfolio", "group:openai"}, {}});
  Summary const from_bins = tallied(plan, options(20'000, 7));
  Summary const from_values = exact(plan, options(20'000, 7));
  for (std::size_t o = 0; o < plan.labels.size(); ++o) {
    SCOPED_TRACE(plan.labels[o].metric + " of " + plan.labels[o].scope + " at " +
                 plan.labels[o].date);
    OutputSummary const& bins = from_bins.outputs[o];
    OutputSummary const& values = from_values.outputs[o];
    EXPECT_EQ(bins.mean, values.mean);
    EXPECT_EQ(bins.standard_deviation, values.standard_deviation);
    for (std::size_t i = 0; i < 4; ++i) {
      double const q = values.tail->quantiles[i].value;
      EXPECT_NEAR(bins.tail->quantiles[i].value, q, 1e-3 * std::abs(q)) << i;
      double const mean = values.tail->shortfalls[i].value.value();
      EXPECT_NEAR(bins.tail->shortfalls[i].value.value(), mean, 1e-3 * std::abs(mean) + 1e-12) << i;
    }
  }
}

}  // namespace
}  // namespace nameplate
