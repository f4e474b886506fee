#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/evaluate.hpp"
#include "tests/support/statistics.hpp"
#include "tests/support/tiny_catalog.hpp"

/// Announcements that are views of the same gigawatt are counted once.
namespace nameplate {
namespace {

/// A deal of which a share is housed in two sites; the sites stand alone.
TinyCatalog deal_and_sites(std::string const& overlaps) {
  TinyBuild deal, north, south;
  deal.id = "deal", north.id = "north", south.id = "south";
  deal.phases = R"([{ mw = 10000, energized = "2025-12" }])";
  deal.groups = R"(["deals"])";
  north.groups = south.groups = R"(["sites"])";
  deal.overlaps = overlaps;
  deal.further = "financing = { usd_bn = 100 }";
  TinyCatalog catalog;
  catalog.add("[groups.deals]\nname = \"Deals\"\n[groups.sites]\nname = \"Sites\"");
  return catalog.build(deal).build(north).build(south);
}

double gw(TinyCatalog const& catalog, std::string const& scope,
          std::string const& metric = "facility_gw") {
  return only_output(compile(catalog.parse(), {{"2027"}, {scope}, {metric}}));
}

TEST(Overlap, IsTakenOffTheBuildThatDeclaresIt) {
  TinyCatalog const catalog = deal_and_sites(R"([{ with = "north", share = 0.25 }])");
  EXPECT_FLOAT_EQ(static_cast<float>(gw(catalog, "portfolio")), 9.5f);
  EXPECT_FLOAT_EQ(static_cast<float>(gw(catalog, "portfolio", "gross_gw")), 12.0f);
  EXPECT_FLOAT_EQ(static_cast<float>(gw(catalog, "portfolio", "overlap_gw")), 2.5f);
  EXPECT_FLOAT_EQ(static_cast<float>(gw(catalog, "build:deal")), 7.5f);
  EXPECT_FLOAT_EQ(static_cast<float>(gw(catalog, "build:north")), 1.0f);
}

TEST(Overlap, CountsOnlyWhereTheOtherIsReportedAlong) {
  TinyCatalog const catalog = deal_and_sites(R"([{ with = "north", share = 0.25 }])");
  EXPECT_FLOAT_EQ(static_cast<float>(gw(catalog, "group:deals")), 10.0f) << "no site in this group";
  EXPECT_FLOAT_EQ(static_cast<float>(gw(catalog, "group:sites")), 2.0f);
}

TEST(Overlap, WithAGroupIsTakenOffOnce) {
  TinyCatalog const catalog = deal_and_sites(R"([{ with = "sites", share = 0.3 }])");
  EXPECT_FLOAT_EQ(static_cast<float>(gw(catalog, "portfolio")), 9.0f);
}

TEST(Overlap, LowersEveryMetricOfTheBuild) {
  TinyCatalog const some = deal_and_sites(R"([{ with = "north", share = 0.25 }])"),
                    none = deal_and_sites("[]");
  for (MetricInfo const& metric : metric_table) {
    std::string name = metric.name;
    if (name == "users") name = "users:chat";
    if (name == "gross_gw" || name == "overlap_gw") continue;
    EXPECT_NEAR(gw(some, "build:deal", name) / gw(none, "build:deal", name), 0.75, 1e-6) << name;
  }
}

/// Shares that fill up to 1 leave nothing: not a rounding below zero, which tallies would count as
/// undefined.
TEST(Overlap, OfAllLeavesZeroNeverLess) {
  for (int i = 1; i < 100; ++i) {
    double const share = i / 100.0;
    TinyCatalog const catalog = deal_and_sites(fmt::format(
        R"([{{ with = "north", share = {:.2f} }}, {{ with = "south", share = {:.2f} }}])", share,
        1 - share));
    EXPECT_GE(gw(catalog, "build:deal"), 0) << share;
    EXPECT_LE(gw(catalog, "build:deal"), 1e-5) << share;
  }
}

/// The identities hold on every path of the shipped catalog, in binary32.
class ShippedOverlaps : public testing::Test {
 protected:
  static constexpr std::uint64_t path_count = 2000;
  static constexpr double sum_rounding = 1e-5;  // relative, of sums over some forty builds

  ShippedOverlaps()
      : plan_(compile(load_catalog(NAMEPLATE_DATA_DIR "/catalog.toml"),
                      {{"2028", "2030"},
                       {"portfolio", "group:openai", "builds"},
                       {"facility_gw", "gross_gw", "overlap_gw", "planned_gw"}})) {}

  Plan plan_;
};

TEST_F(ShippedOverlaps, GrossLessOverlapIsNet) {
  PathEvaluator<float> evaluate(plan_, 1);
  for (std::uint64_t path = 0; path < path_count; ++path) {
    std::vector<float> const& x = evaluate(path);
    for (std::size_t first = 0; first < x.size(); first += 8)
      for (std::size_t date = 0; date < 2; ++date) {
        float const net = x[first + date], gross = x[first + 2 + date],
                    overlap = x[first + 4 + date];
        ASSERT_NEAR(gross - overlap, net, sum_rounding * gross)
            << plan_.labels[first].scope << " on path " << path;
      }
  }
}

TEST_F(ShippedOverlaps, NothingIsNegative) {
  PathEvaluator<float> evaluate(plan_, 1);
  for (std::uint64_t path = 0; path < path_count; ++path) {
    std::vector<float> const& x = evaluate(path);
    for (std::size_t i = 0; i < x.size(); ++i)
      ASSERT_GE(x[i], 0) << plan_.labels[i].metric << " of " << plan_.labels[i].scope << " on path "
                         << path;
  }
}

TEST_F(ShippedOverlaps, NetOfTheBuildsAddsUpToThePortfolio) {
  PathEvaluator<float> evaluate(plan_, 1);
  for (std::uint64_t path = 0; path < path_count; ++path) {
    std::vector<float> const& x = evaluate(path);
    for (std::size_t metric_and_date = 0; metric_and_date < 8; ++metric_and_date) {
      double sum = 0;
      for (std::size_t first = 16; first < x.size(); first += 8) sum += x[first + metric_and_date];
      ASSERT_NEAR(sum, x[metric_and_date], sum_rounding * sum)
          << plan_.labels[metric_and_date].metric << " on path " << path;
    }
  }
}

}  // namespace
}  // namespace nameplate
