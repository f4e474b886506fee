#include "host/report/study.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/report/report_data.hpp"
#include "tests/support/tiny_catalog.hpp"

namespace nameplate {
namespace {

Catalog catalog_with_spread() {
  return TinyCatalog()
      .law("load_factor", R"({ family = "pert", min = 0.5, mode = 0.7, max = 0.9 })")
      .build({.id = "a"})
      .build({.id = "b", .phases = R"([{ mw = 500, energized = "2026-06" }])"})
      .parse();
}

Json study_of(Catalog const& catalog, Request const& request = {}, std::uint64_t paths = 3000) {
  RunOptions options;
  options.paths = paths;
  options.backend = Backend::cpu;
  return study(catalog, request, "portfolio", "2027-12-31", options, [](std::string const&) {});
}

TEST(Study, HasEachMonthFromTheEpochToTheLastDate) {
  auto const months = reported_outputs(study_of(catalog_with_spread())["months"]);
  auto const power = series_of(months, "portfolio", "facility_gw");
  ASSERT_EQ(power.size(), 36u);
  EXPECT_EQ(power.front().label.date, "2025-01-31");
  EXPECT_EQ(power.back().label.date, "2027-12-31");
}

TEST(Study, HasEveryBuildAtTheLastDate) {
  auto const builds = reported_outputs(study_of(catalog_with_spread())["builds"]);
  EXPECT_TRUE(output_at(builds, "build:a", "gross_gw", "2027-12-31"));
  EXPECT_TRUE(output_at(builds, "build:b", "facility_gw", "2027-12-31"));
}

TEST(Study, LooksAtTheMedianAfterEachDoubling) {
  Json const convergence = study_of(catalog_with_spread())["convergence"];
  std::vector<std::uint64_t> paths;
  for (Json const& step : convergence["steps"]) paths.push_back(step["paths"]);
  EXPECT_THAT(paths, testing::ElementsAre(1024, 2048, 3000));
  EXPECT_EQ(convergence["metric"], "facility_gw");
  EXPECT_EQ(convergence["date"], "2027-12-31");
}

TEST(Study, OfThePathsIsThatOfOneRun) {
  Catalog const catalog = catalog_with_spread();
  auto const months = reported_outputs(study_of(catalog)["months"]);
  Request request;
  request.dates = {"2027"};
  request.metrics = {"energy_twh"};
  Plan const plan = compile(catalog, request);
  RunOptions options;
  options.paths = 3000;
  options.backend = Backend::cpu;
  Summary const expected = summarize(plan, run(plan, options).tallies);
  auto const energy = output_at(months, "portfolio", "energy_twh", "2027-12-31");
  EXPECT_EQ(*energy->mean, *expected.outputs[0].mean);
  EXPECT_EQ(energy->percentiles->p95, expected.outputs[0].quantiles[4].value);
}

TEST(Study, ExplainsWhatDrivesTheHouseholds) {
  Json const sensitivity = study_of(catalog_with_spread())["sensitivity"];
  ASSERT_EQ(sensitivity["outputs"].size(), 1u);
  EXPECT_EQ(sensitivity["outputs"][0]["metric"], "homes_energy");
  EXPECT_EQ(sensitivity["outputs"][0]["inputs"][0]["input"], "load_factor");
}

TEST(Study, SaysWhyThereAreNoIndices) {
  Request request;
  request.given = {"build:a completes"};
  Json const conditional = study_of(catalog_with_spread(), request);
  EXPECT_TRUE(conditional["sensitivity"].is_null());
  EXPECT_EQ(conditional["no_sensitivity"], "indices of conditional results are not defined");
  EXPECT_EQ(study_of(catalog_with_spread(), {}, 100)["no_sensitivity"], "indices need 1024 paths");
}

TEST(Study, HasNoClaimsWhereTheCatalogHasNone) {
  EXPECT_TRUE(study_of(catalog_with_spread())["claims"].is_null());
}

}  // namespace
}  // namespace nameplate
