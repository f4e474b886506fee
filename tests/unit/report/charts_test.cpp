#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/report/page.hpp"
#include "tests/unit/report/documents.hpp"

namespace nameplate {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Language const& english() { return Language::english(); }

Json const& rows(std::optional<Chart> const& chart) { return chart->spec["data"]["values"]; }

TEST(FanChart, HasAMonthARow) {
  auto const chart = fan_chart(data_of(plain_run()).main, "portfolio", "facility_gw", english());
  ASSERT_TRUE(chart);
  EXPECT_EQ(chart->id, "fan-facility_gw");
  EXPECT_EQ(chart->title, "Facility power online [GW]");
  ASSERT_EQ(rows(chart).size(), 2u);
  EXPECT_EQ(rows(chart)[1], Json({{"date", "2030-12-31"},
                                  {"p5", 2.0},
                                  {"p25", 4.0},
                                  {"p50", 6.0},
                                  {"p75", 8.0},
                                  {"p95", 10.0}}));
}

TEST(FanChart, NeedsTwoDates) {
  ReportData const data = data_of(plain_run());
  EXPECT_FALSE(fan_chart(data.main, "portfolio", "planned_gw", english()));
  EXPECT_FALSE(fan_chart(data.main, "build:a", "facility_gw", english()));
}

TEST(FanChart, ScalesToAUnitThatReadsWell) {
  Json document = run_document({output_json("portfolio", "facility_gw", "2029-12-31", 1e4),
                                output_json("portfolio", "facility_gw", "2030-12-31", 2e4)});
  auto const chart = fan_chart(data_of(document).main, "portfolio", "facility_gw", english());
  EXPECT_EQ(chart->title, "Facility power online [TW]");
  EXPECT_EQ(rows(chart)[1]["p50"], 60.0);
}

TEST(FanChart, LeavesOutWhatIsBeyondTheTalliedRange) {
  Json document = plain_run();
  document["results"]["outputs"][1]["quantiles"][4]["value"] = "Infinity";
  auto const chart = fan_chart(data_of(document).main, "portfolio", "facility_gw", english());
  EXPECT_TRUE(rows(chart)[1]["p95"].is_null());
}

TEST(WaterfallChart, TakesTheOverlapFromTheGross) {
  auto const chart =
      waterfall_chart(data_of(plain_run()).main, "portfolio", "2030-12-31", english());
  ASSERT_TRUE(chart);
  std::vector<double> low, high;
  for (Json const& row : rows(chart)) {
    low.push_back(row["low"]);
    high.push_back(row["high"]);
  }
  EXPECT_THAT(low, ElementsAre(0, 0, 6, 0));
  EXPECT_THAT(high, ElementsAre(15, 9, 9, 6));
  EXPECT_FALSE(waterfall_chart(data_of(plain_run()).main, "portfolio", "2029-12-31", english()));
}

TEST(RankingChart, HasTheLargestMedianFirst) {
  ReportData const data =
      data_of(run_document({output_json("build:a", "gross_gw", "2030-12-31", 1),
                            output_json("build:b", "gross_gw", "2030-12-31", 2),
                            output_json("build:b", "facility_gw", "2030-12-31", 0.5),
                            output_json("build:c", "gross_gw", "2029-12-31", 9),
                            output_json("portfolio", "gross_gw", "2030-12-31", 9)}));
  auto const chart =
      ranking_chart(data.builds, "gross_gw", "2030-12-31", {{"b", "Site B"}}, english());
  ASSERT_TRUE(chart);
  ASSERT_EQ(rows(chart).size(), 2u);
  EXPECT_EQ(rows(chart)[0]["build"], "Site B");
  EXPECT_EQ(rows(chart)[0]["net"], 1.5);
  EXPECT_EQ(rows(chart)[1]["build"], "a");
  EXPECT_TRUE(rows(chart)[1]["net"].is_null());
}

Json claim(std::string const& id, std::vector<double> const& percentiles,
           std::string const& verdict) {
  Json ends = Json::array();
  for (double const value : percentiles) ends.push_back({{"value", value}, {"error", 0.001}});
  return {{"id", id},          {"name", "Claim " + id}, {"published", "2025-11"},
          {"skipped", Json()}, {"percentiles", ends},   {"verdict", verdict}};
}

TEST(ClaimsChart, PutsEachClaimAtItsPercentiles) {
  Json skipped = claim("c", {}, "");
  skipped["skipped"] = "not known yet";
  Json const results = {{"claims",
                         {claim("a", {0.4}, "well inside"),
                          claim("b", {0.2, 0.99}, "outside, optimistic"), skipped}}};
  auto const chart = claims_chart(results, english());
  ASSERT_TRUE(chart);
  ASSERT_EQ(rows(chart).size(), 2u);
  EXPECT_EQ(rows(chart)[0]["percentile_low"], 40.0);
  EXPECT_EQ(rows(chart)[0]["percentile_high"], 40.0);
  EXPECT_EQ(rows(chart)[1]["percentile_low"], 20.0);
  EXPECT_EQ(rows(chart)[1]["percentile_high"], 99.0);
  EXPECT_FALSE(claims_chart({{"claims", {skipped}}}, english()));
}

Json input(std::string const& name, double share, double at_p10, double at_p90) {
  Json const estimate = {{"value", share}, {"standard_error", 0.01}};
  return {{"input", name},     {"shapley", estimate},     {"first_order", estimate},
          {"total", estimate}, {"median_at_p10", at_p10}, {"median_at_p90", at_p90}};
}

Json sensitivity_output() {
  Json unexplained = input("z", 0.1, 0, 0);
  unexplained["median_at_p10"] = unexplained["median_at_p90"] = nullptr;
  return {{"metric", "facility_gw"},
          {"unit", "GW"},
          {"date", "2030-12-31"},
          {"median", 6.0},
          {"inputs", {input("x", 0.2, 4, 8), input("y", 0.7, 7, 6), unexplained}}};
}

TEST(ShapleyChart, HasTheLargestShareFirstWithItsInterval) {
  auto const chart = shapley_chart(sensitivity_output(), english());
  ASSERT_TRUE(chart);
  EXPECT_EQ(rows(chart)[0]["input"], "y");
  EXPECT_NEAR(rows(chart)[0]["share"].get<double>(), 70, 1e-9);
  EXPECT_NEAR(rows(chart)[0]["low"].get<double>(), 68.04, 1e-9);
  EXPECT_NEAR(rows(chart)[0]["high"].get<double>(), 71.96, 1e-9);
  EXPECT_EQ(rows(chart).size(), 3u);
  EXPECT_THAT(chart->title, HasSubstr("facility power online, 2030-12-31"));
}

TEST(TornadoChart, HasTheWidestSwingFirst) {
  auto const chart = tornado_chart(sensitivity_output(), english());
  ASSERT_TRUE(chart);
  ASSERT_EQ(rows(chart).size(), 2u);
  EXPECT_EQ(rows(chart)[0], Json({{"input", "x"}, {"at_p10", 4.0}, {"at_p90", 8.0}}));
  EXPECT_EQ(rows(chart)[1], Json({{"input", "y"}, {"at_p10", 7.0}, {"at_p90", 6.0}}));
}

TEST(Charts, SpeakFrench) {
  Language const& french = Language::named("fr");
  auto const chart = fan_chart(data_of(plain_run()).main, "portfolio", "facility_gw", french);
  EXPECT_EQ(chart->title, "Puissance en ligne des sites [GW]");
  EXPECT_EQ(number_locale(french)["decimal"], ",");
  EXPECT_EQ(time_locale(french)["months"].size(), 12u);
}

}  // namespace
}  // namespace nameplate
