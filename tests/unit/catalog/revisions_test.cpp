#include <gtest/gtest.h>

#include "tests/unit/catalog/good_catalog.hpp"

/// Which facts hold at which date.
namespace nameplate {
namespace {

constexpr char const* revised = R"(
[[builds.alpha.revisions]]
date = "2026-02"
capacity_gw = 3
source = ["a later report"]
[[builds.alpha.revisions]]
date = "2025-06-15"
capacity_gw = 2
status = "announced"
[[parameters.load_factor.revisions]]
date = "2026"
distribution = 0.6
[[regions.us.revisions]]
date = "2026-03"
parameters = { household_kwh_per_year = 10800 }
[[platforms.gb300.revisions]]
date = "2026-03"
tdp_w = 1400
)";

std::optional<double> capacity_as_of(std::string const& date) {
  return good_catalog_as_of(date, revised).builds.at("alpha").capacity_gw;
}

TEST(Revisions, AllApplyByDefault) {
  Catalog const catalog = good_catalog_with(revised);
  EXPECT_EQ(catalog.builds.at("alpha").capacity_gw, 3);
  EXPECT_EQ(catalog.builds.at("alpha").status, Status::announced);
  EXPECT_EQ(catalog.builds.at("alpha").evidence.source, std::vector<std::string>{"a later report"});
  EXPECT_EQ(catalog.parameters.at("load_factor").law->distribution.text, "0.6");
  EXPECT_EQ(catalog.regions.at("us").laws.at("household_kwh_per_year").distribution.text, "10800");
  EXPECT_EQ(catalog.platforms.at("gb300").tdp_w, 1400);
}

TEST(Revisions, ApplyFromTheirDateOnInItsOrder) {
  EXPECT_EQ(capacity_as_of("2025-06-14"), std::nullopt);
  EXPECT_EQ(capacity_as_of("2025-06-15"), 2);
  EXPECT_EQ(capacity_as_of("2025-06"), 2);
  EXPECT_EQ(capacity_as_of("2026-01"), 2);
  EXPECT_EQ(capacity_as_of("2026-02"), 3);
}

TEST(Revisions, OfAPeriodApplyFromItsEnd) {
  EXPECT_EQ(capacity_as_of("2026-02-27"), 2);
  EXPECT_EQ(capacity_as_of("2026-02-28"), 3);
  EXPECT_EQ(
      good_catalog_as_of("2026-11", revised).parameters.at("load_factor").law->distribution.text,
      "beta(alpha 11, beta 4.8)");
}

TEST(Revisions, KeepWhatTheyDoNotMention) {
  Build const alpha = good_catalog_as_of("2026-01", revised).builds.at("alpha");
  EXPECT_EQ(alpha.name, "Alpha");
  EXPECT_EQ(alpha.phases.size(), 2U);
}

TEST(AsOf, LeavesOutWhatWasNotAnnounced) {
  EXPECT_EQ(good_catalog_as_of("2025-09-30").builds.count("beta"), 0U);
  EXPECT_EQ(good_catalog_as_of("2025-10-30").builds.count("beta"), 0U);
  EXPECT_EQ(good_catalog_as_of("2025-10-31").builds.count("beta"), 1U);
  EXPECT_EQ(good_catalog_as_of("2025-10").as_of, "2025-10");
}

TEST(AsOf, LeavesOutOverlapsWithWhatWasNotAnnounced) {
  Catalog const catalog =
      good_catalog_as_of("2025-10", "[builds.alpha]\nannounced = \"2025-12\"\n");
  EXPECT_EQ(catalog.builds.count("alpha"), 0U);
  EXPECT_TRUE(catalog.builds.at("beta").overlaps.empty());
}

TEST(AsOf, CountsABuildWithoutDateAsKnown) {
  Catalog const catalog = good_catalog_as_of("2024", R"(
[builds.gamma]
name = "Gamma"
region = "us"
basis = "it"
status = "operating"
platforms = { gb200 = 1 }
phases = [{ mw = 10, energized = "2023" }]
)");
  EXPECT_EQ(catalog.builds.size(), 1U);
}

}  // namespace
}  // namespace nameplate
