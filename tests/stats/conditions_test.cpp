#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "nameplate/run.hpp"
#include "nameplate/summary.hpp"
#include "tests/support/evaluate.hpp"
#include "tests/support/tiny_catalog.hpp"

/// Conditions on paths, counting without overlaps, and the readings of announced money.
namespace nameplate {
namespace {

constexpr std::uint64_t paths = 200'000;
/// Five standard errors of a share of `paths`: fails by chance once in two million.
double share_tolerance(double p) { return 5 * std::sqrt(p * (1 - p) / paths); }

Summary summary_of(Catalog const& catalog, Request const& request) {
  Plan const plan = compile(catalog, request);
  return summarize(plan, run(plan, {.paths = paths, .backend = Backend::cpu}).tallies);
}

/// Two phases, each built with probability 0.6 on its own, and a second build.
Catalog two_builds() {
  TinyBuild site, other;
  site.phases = R"([{ mw = 400, energized = "2025-06" }, { mw = 600, energized = "2025-09" }])";
  other.id = "other";
  return TinyCatalog().law("completion_probability", "0.6").build(site).build(other).parse();
}

Request facility_gw(std::vector<std::string> given) {
  return {.dates = {"2027"},
          .scopes = {"build:site", "portfolio"},
          .metrics = {"facility_gw"},
          .given = std::move(given)};
}

TEST(Conditions, KeepThePathsOnWhichAllOfABuildIsBuilt) {
  Summary const summary = summary_of(two_builds(), facility_gw({"build:site completes"}));
  ASSERT_TRUE(summary.given_paths);
  EXPECT_NEAR(static_cast<double>(*summary.given_paths) / paths, 0.36, share_tolerance(0.36));
  EXPECT_EQ(*summary.outputs[0].mean, 1.0) << "400 and 600 MW on every path that counts";
  EXPECT_EQ(summary.outputs[0].paths, *summary.given_paths);
  EXPECT_EQ(summary.outputs[0].undefined, 0u);
  double const zero = static_cast<double>(summary.outputs[0].zero);
  EXPECT_EQ(zero, 0);
}

TEST(Conditions, OfFailureAreTheOtherPaths) {
  Catalog const catalog = two_builds();
  Summary const built = summary_of(catalog, facility_gw({"build:site completes"}));
  Summary const failed = summary_of(catalog, facility_gw({"build:site fails"}));
  EXPECT_EQ(*built.given_paths + *failed.given_paths, paths);
  // Without both: 0.16 of 0.64 have neither phase, 0.24 the smaller one.
  double const none = static_cast<double>(failed.outputs[0].zero) / (0.64 * paths);
  EXPECT_NEAR(none, 0.25, share_tolerance(0.25) / std::sqrt(0.64));
}

TEST(Conditions, MustHoldTogether) {
  Summary const summary =
      summary_of(two_builds(), facility_gw({"build:site completes", "build:other fails"}));
  EXPECT_NEAR(static_cast<double>(*summary.given_paths) / paths, 0.144, share_tolerance(0.144));
  EXPECT_EQ(*summary.outputs[1].mean, 1.0) << "the other build is not there";
}

TEST(Conditions, MayBeOnABuildThatIsNotReported) {
  Request request = facility_gw({"build:other fails"});
  request.scopes = {"build:site"};
  Summary const summary = summary_of(two_builds(), request);
  EXPECT_NEAR(static_cast<double>(*summary.given_paths) / paths, 0.4, share_tolerance(0.4));
  EXPECT_NEAR(*summary.outputs[0].mean, 0.6, 0.01);
}

TEST(Conditions, ChangeNoPathThatMeetsThem) {
  Catalog const catalog = two_builds();
  Plan const all = compile(catalog, facility_gw({}));
  Plan const some = compile(catalog, facility_gw({"build:site completes"}));
  PathEvaluator<float> evaluate_all(all, 1), evaluate_some(some, 1);
  for (std::uint64_t path = 0; path < 1000; ++path) {
    std::vector<float> const& of_all = evaluate_all(path);
    std::vector<float> const& of_some = evaluate_some(path);
    bool const is_built = of_all[0] == 1.0f;
    EXPECT_EQ(std::isnan(of_some[0]), !is_built);
    if (is_built) {
      EXPECT_EQ(of_some[1], of_all[1]);
    }
  }
}

TEST(Conditions, LeaveOpenHowManyPathsCountWhereOnlyRatiosAreAsked) {
  Request request = facility_gw({"build:site completes"});
  request.metrics = {"it_gw/facility_gw"};
  EXPECT_FALSE(summary_of(two_builds(), request).given_paths);
}

TEST(Gross, CountsEveryBuildWhole) {
  TinyBuild hall, deal;
  hall.id = "hall", deal.id = "deal";
  deal.overlaps = R"([{ with = "hall", share = 0.75 }])";
  Catalog const catalog = TinyCatalog().build(hall).build(deal).parse();
  Request request{.dates = {"2027"}, .scopes = {"portfolio", "build:deal"}, .metrics = {}};
  request.metrics = {"facility_gw"};
  Plan const net = compile(catalog, request);
  request.gross = true;
  Plan const gross = compile(catalog, request);
  EXPECT_THAT(PathEvaluator<float>(net, 1)(0), testing::ElementsAre(1.25f, 0.25f));
  EXPECT_THAT(PathEvaluator<float>(gross, 1)(0), testing::ElementsAre(2.0f, 1.0f));
}

constexpr char const* four_readings = R"([builds.site.financing]
usd_bn = 20
readings.rebate = { probability = 0.3, capex_factor = 0.5, funds_share = 0.0 }
readings.credits = { probability = 0.2, completion_shift = -3.0, funds_share = 0.0 }
readings.cash = { probability = 0.4, completion_shift = 3.0 }
readings.half = { probability = 0.1, capex_factor = 0.75, funds_share = 0.5 })";

Catalog financed() {
  TinyBuild site;
  site.phases = R"([{ mw = 400, energized = "2025-06" }, { mw = 600, energized = "2026-06" }])";
  site.further = four_readings;
  return TinyCatalog().law("completion_probability", "0.5").build(site).parse();
}

TEST(Financing, HasOneReadingForAllItsEffects) {
  Request request{.dates = {"2025", "2027"},
                  .scopes = {"portfolio"},
                  .metrics = {"funds_usd_bn", "planned_capex_usd_bn"}};
  Plan const plan = compile(financed(), request);
  PathEvaluator<float> evaluate(plan, 1);
  double const capex = tiny_value("capex_usd_bn_per_it_gw") / 1.25;
  std::map<std::pair<int, int>, int> readings;  // funds, capex in per cent
  constexpr int trials = 20'000;
  for (std::uint64_t path = 0; path < trials; ++path) {
    std::vector<float> const& outputs = evaluate(path);
    EXPECT_NEAR(outputs[0], 0.4 * outputs[1], 1e-5) << "400 of 1000 MW are announced for 2025";
    ++readings[{static_cast<int>(std::lround(outputs[1])),
                static_cast<int>(std::lround(100 * outputs[3] / capex))}];
  }
  std::map<std::pair<int, int>, double> const expected = {
      {{0, 50}, 0.3}, {{0, 100}, 0.2}, {{20, 100}, 0.4}, {{10, 75}, 0.1}};
  ASSERT_EQ(readings.size(), expected.size());
  for (auto const& [reading, probability] : expected)
    EXPECT_NEAR(readings[reading] / double{trials}, probability,
                5 * std::sqrt(probability * (1 - probability) / trials));
}

TEST(Financing, ShiftsTheProbitOfCompletion) {
  Request request{.dates = {"2027"}, .scopes = {"portfolio"}, .metrics = {"facility_gw"}};
  request.given = {"build:site completes"};
  Summary const summary = summary_of(financed(), request);
  auto const built = [](double shift) { return 0.5 * std::erfc(-shift / std::sqrt(2.0)); };
  double const both =
      0.4 * built(0) * built(0) + 0.2 * built(-3) * built(-3) + 0.4 * built(3) * built(3);
  EXPECT_NEAR(static_cast<double>(*summary.given_paths) / paths, both, share_tolerance(both));
}

}  // namespace
}  // namespace nameplate
