#include "nameplate/catalog.hpp"

#include <gtest/gtest.h>

#include "tests/unit/catalog/good_catalog.hpp"

namespace nameplate {
namespace {

TEST(Catalog, HasItsHeader) {
  Catalog const catalog = load_catalog(good_catalog);
  EXPECT_EQ(catalog.name, "Two builds");
  EXPECT_EQ(catalog.path, good_catalog);
  EXPECT_EQ(catalog.epoch, "2025-01");
  EXPECT_EQ(catalog.epoch_year, 2025);
  EXPECT_EQ(catalog.epoch_month, 1);
  EXPECT_EQ(catalog.as_of, "latest");
  EXPECT_EQ(catalog.sources.at("report"), "A report");
}

TEST(Catalog, HasFactorsInTheirOrder) {
  Factors const factors = load_catalog(good_catalog).factors;
  EXPECT_EQ(factors.names, (std::vector<std::string>{"grid", "supply", "efficiency"}));
  EXPECT_EQ(factors.correlation[0], (std::vector<double>{1, 0.3, 0}));
  EXPECT_EQ(factors.evidence.source, std::vector<std::string>{"report"});
}

TEST(Catalog, HasParameters) {
  Catalog const catalog = load_catalog(good_catalog);
  Parameter const& delay = catalog.parameters.at("delay_months");
  EXPECT_EQ(delay.scope, Scope::phase);
  EXPECT_EQ(delay.unit, "month");
  ASSERT_TRUE(delay.law);
  EXPECT_EQ(delay.law->distribution.text, "lognormal(p5 1, p95 30, shift -2)");
  EXPECT_EQ(delay.law->at.line, 14);
  EXPECT_EQ(delay.loadings, (std::map<std::string, double>{{"grid", 0.5}, {"site", 0.3}}));
  EXPECT_EQ(delay.evidence.confidence, Confidence::low);
}

TEST(Catalog, HasLawsByStatus) {
  Catalog const catalog = load_catalog(good_catalog);
  Parameter const& probability = catalog.parameters.at("completion_probability");
  auto const law = [&](Status status) {
    return probability.law_by_status[static_cast<int>(status)];
  };
  EXPECT_FALSE(probability.law);
  EXPECT_TRUE(law(Status::operating)->distribution.is_constant());
  EXPECT_EQ(law(Status::announced)->distribution.family, Family::beta);
  EXPECT_FALSE(law(Status::cancelled));
}

TEST(Catalog, HasPlatforms) {
  Catalog const catalog = load_catalog(good_catalog);
  Platform const& platform = catalog.platforms.at("gb200");
  EXPECT_EQ(platform.name, "GB200");
  EXPECT_EQ(platform.peak_bf16_pflops, 2.5);
  EXPECT_EQ(platform.peak_fp4_pflops, std::nullopt);
  EXPECT_EQ(platform.tdp_w, std::nullopt);
  EXPECT_EQ(platform.laws.at("it_kw_per_accelerator").distribution.text, "1.7 to 2.4");
}

TEST(Catalog, HasRegionsWithParents) {
  Catalog const catalog = load_catalog(good_catalog);
  EXPECT_EQ(catalog.regions.at("us-tx").parent, "us");
  EXPECT_EQ(catalog.regions.at("us").parent, std::nullopt);
  EXPECT_EQ(catalog.regions.at("us").laws.count("household_kwh_per_year"), 1U);
}

TEST(Catalog, HasBuilds) {
  Catalog const catalog = load_catalog(good_catalog);
  ASSERT_EQ(catalog.builds.size(), 2U);
  Build const& alpha = catalog.builds.at("alpha");
  EXPECT_EQ(alpha.groups, std::vector<std::string>{"campuses"});
  EXPECT_EQ(alpha.announced, "2025-03");
  EXPECT_EQ(alpha.region, "us-tx");
  EXPECT_EQ(alpha.capacity_gw, std::nullopt);
  Build const& beta = catalog.builds.at("beta");
  EXPECT_EQ(beta.capacity_gw, 4);
  ASSERT_EQ(beta.overlaps.size(), 1U);
  EXPECT_EQ(beta.overlaps[0].with, "alpha");
}

TEST(Catalog, PhasesInheritStatusAndPlatforms) {
  Build const alpha = load_catalog(good_catalog).builds.at("alpha");
  ASSERT_EQ(alpha.phases.size(), 2U);
  EXPECT_EQ(alpha.phases[0].status, Status::operating);
  EXPECT_EQ(alpha.phases[1].status, Status::under_construction);
  EXPECT_EQ(alpha.phases[0].platforms, (PlatformMix{{"gb200", 1.0}}));
  EXPECT_EQ(alpha.phases[1].platforms, (PlatformMix{{"gb200", 0.4}, {"gb300", 0.6}}));
}

TEST(Catalog, PhasesHaveMonthsAfterTheEpoch) {
  Build const alpha = load_catalog(good_catalog).builds.at("alpha");
  EXPECT_EQ(alpha.phases[0].energized_month, 9);
  EXPECT_EQ(alpha.phases[1].energized_month, 24);
  EXPECT_EQ(alpha.phases[1].energized, "2026-H2");
}

TEST(Catalog, PhasesHaveSizeByPowerOrShare) {
  Catalog const catalog = load_catalog(good_catalog);
  Phase const& by_power = catalog.builds.at("alpha").phases[1];
  EXPECT_EQ(by_power.planned_mw, 1000);
  EXPECT_EQ(by_power.share, std::nullopt);
  Phase const& by_share = catalog.builds.at("beta").phases[1];
  EXPECT_EQ(by_share.planned_mw, std::nullopt);
  EXPECT_EQ(by_share.share, 0.75);
}

TEST(Catalog, BasisIsAWordOrProbabilities) {
  Catalog const catalog = good_catalog_with(R"(
[builds.alpha]
basis = "systems"
[parameters.it_per_systems]
scope = "global"
unit = "1"
distribution = 1.14
)");
  EXPECT_EQ(catalog.builds.at("alpha").basis.systems, 1);
  EXPECT_EQ(catalog.builds.at("alpha").basis.facility, 0);
  EXPECT_EQ(catalog.builds.at("beta").basis.facility, 0.5);
  EXPECT_EQ(catalog.builds.at("beta").basis.it, 0.5);
  EXPECT_EQ(catalog.builds.at("beta").basis.systems, 0);
}

TEST(Catalog, BuildsAndPhasesHoldLawsOfAnyScope) {
  Build const alpha = good_catalog_with(R"(
[builds.alpha]
parameters = { load_factor = 0.6, household_kwh_per_year = 14000, it_kw_per_accelerator = 2 }
phases = [{ mw = 100, energized = "2026", parameters = { ramp_months = "1 to 3", it_kw_per_accelerator = 1.9 } }]
)")
                          .builds.at("alpha");
  EXPECT_EQ(alpha.laws.size(), 3U);
  EXPECT_EQ(alpha.phases[0].laws.at("it_kw_per_accelerator").distribution.text, "1.9");
  EXPECT_EQ(alpha.phases[0].laws.at("ramp_months").at.line, 5);
}

TEST(Catalog, ContractStandsInPlaceOfCapacity) {
  Build const alpha = good_catalog_with(R"(
[builds.alpha]
basis = "it"
contract = { usd_bn = 38 }
phases = [{ share = 1, energized = "2026" }]
[parameters.contract_years]
scope = "build"
unit = "year"
distribution = 7
[parameters.contract_utilization]
scope = "build"
unit = "1"
distribution = 0.9
[parameters.price_usd_per_accelerator_hour]
scope = "platform"
unit = "USD/h"
distribution = "2.4 to 4.8"
)")
                          .builds.at("alpha");
  EXPECT_EQ(alpha.contract_usd_bn, 38);
}

TEST(Catalog, EvidenceIsKeptApart) {
  OutsideView const view = good_catalog_with(R"(
[evidence.ercot]
name = "ERCOT"
unit = "1"
value = 0.498
source = ["report", "a free text"]
confidence = "medium"
note = "mixes things"
)")
                               .evidence.at("ercot");
  EXPECT_EQ(quantile(view.value, 0.5), 0.498);
  EXPECT_EQ(view.evidence.source.size(), 2U);
  EXPECT_EQ(view.evidence.confidence, Confidence::medium);
  EXPECT_EQ(view.evidence.note, "mixes things");
}

TEST(Catalog, CancelledPhasesNeedNoLaw) {
  Catalog const catalog = good_catalog_with("[builds.alpha]\nstatus = \"cancelled\"\n");
  EXPECT_EQ(catalog.builds.at("alpha").phases[1].status, Status::cancelled);
}

TEST(Catalog, MetricsInputsMayBeLeftOut) {
  Catalog const catalog = load_catalog(good_catalog);
  EXPECT_EQ(catalog.parameters.count("grid_kg_co2_per_kwh"), 0U);
}

TEST(Catalog, TomlDatesAndYearsAreDates) {
  Build const alpha = good_catalog_with(R"(
[builds.alpha]
announced = 2024-06-01
phases = [{ mw = 1, energized = 2026 }]
)")
                          .builds.at("alpha");
  EXPECT_EQ(alpha.announced, "2024-06-01");
  EXPECT_EQ(alpha.phases[0].energized_month, 24);
}

TEST(Words, GoBothWays) {
  for (int i = 0; i < status_count; ++i) {
    auto const status = static_cast<Status>(i);
    EXPECT_EQ(status_of(name(status)), status);
  }
  EXPECT_EQ(name(Status::letter_of_intent), "letter-of-intent");
  EXPECT_EQ(status_of("loi"), std::nullopt);
  EXPECT_EQ(scope_of("platform"), Scope::platform);
  EXPECT_EQ(scope_of("site"), std::nullopt);
  EXPECT_EQ(name(Confidence::unstated), "unstated");
}

}  // namespace
}  // namespace nameplate
