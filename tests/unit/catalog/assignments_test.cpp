#include <gtest/gtest.h>

#include "tests/unit/catalog/good_catalog.hpp"

/// What --set may change.
namespace nameplate {
namespace {

Catalog with(std::vector<std::string> const& assignments) {
  return load_catalog(good_catalog, {.as_of = {}, .assignments = assignments});
}

TEST(Assignment, SetsANumber) {
  EXPECT_EQ(with({"builds.beta.capacity_gw=8"}).builds.at("beta").capacity_gw, 8);
  EXPECT_EQ(with({" builds.beta.capacity_gw = 8 "}).builds.at("beta").capacity_gw, 8);
}

TEST(Assignment, SetsAMissingKey) {
  EXPECT_EQ(with({"builds.alpha.capacity_gw=1.5"}).builds.at("alpha").capacity_gw, 1.5);
  EXPECT_EQ(with({"platforms.gb300.tdp_w=1400"}).platforms.at("gb300").tdp_w, 1400);
}

TEST(Assignment, SetsALawThatHasNoTableYet) {
  Catalog const catalog = with({"builds.alpha.parameters.load_factor=0.6"});
  Law const& law = catalog.builds.at("alpha").laws.at("load_factor");
  EXPECT_EQ(law.distribution.text, "0.6");
  EXPECT_EQ(law.at.file, "--set builds.alpha.parameters.load_factor=0.6");
}

TEST(Assignment, TakesTomlOrText) {
  auto const ramp = [](std::string const& value) {
    return with({"parameters.ramp_months.distribution=" + value})
        .parameters.at("ramp_months")
        .law->distribution.text;
  };
  EXPECT_EQ(ramp("2 to 9"), "2 to 9");
  EXPECT_EQ(ramp("\"2 to 9\""), "2 to 9");
  EXPECT_EQ(ramp("{ family = \"uniform\", min = 2, max = 9 }"), "uniform(min 2, max 9)");
  EXPECT_EQ(with({"builds.beta.region=us-tx"}).builds.at("beta").region, "us-tx");
  EXPECT_EQ(with({"builds.beta.announced=2025-08"}).builds.at("beta").announced, "2025-08");
  EXPECT_EQ(with({"builds.beta.announced=2025-08-01"}).builds.at("beta").announced, "2025-08-01");
  EXPECT_EQ(with({"builds.beta.name=a = b"}).builds.at("beta").name, "a = b");
}

TEST(Assignment, SetsAPartOfALaw) {
  Catalog const catalog = with({"parameters.delay_months.distribution.p95=40"});
  EXPECT_EQ(catalog.parameters.at("delay_months").law->distribution.text,
            "lognormal(p5 1, p95 40, shift -2)");
}

TEST(Assignment, ReachesPhases) {
  Build const alpha = with({"builds.alpha.phases[1].mw=1200"}).builds.at("alpha");
  EXPECT_EQ(alpha.phases[0].planned_mw, 200);
  EXPECT_EQ(alpha.phases[1].planned_mw, 1200);
}

TEST(Assignment, ReplacesAWholeTable) {
  EXPECT_EQ(with({"builds.alpha.platforms={ gb300 = 1 }"}).builds.at("alpha").platforms,
            (PlatformMix{{"gb300", 1}}));
}

TEST(Assignments, ApplyInOrder) {
  EXPECT_EQ(with({"builds.beta.capacity_gw=8", "builds.beta.capacity_gw=9"})
                .builds.at("beta")
                .capacity_gw,
            9);
}

TEST(Assignments, ApplyAfterRevisions) {
  Catalog const catalog =
      good_catalog_with("[[builds.beta.revisions]]\ndate = \"2025-12\"\ncapacity_gw = 5\n",
                        {.as_of = {}, .assignments = {"builds.beta.capacity_gw=8"}});
  EXPECT_EQ(catalog.builds.at("beta").capacity_gw, 8);
}

TEST(Assignments, MayBringABuildForward) {
  Catalog const catalog =
      good_catalog_with("", {.as_of = "2025-06", .assignments = {"builds.beta.announced=2025-05"}});
  EXPECT_EQ(catalog.builds.count("beta"), 1U);
}

}  // namespace
}  // namespace nameplate
