#include "host/backtest/at_quantile.hpp"

#include <gtest/gtest.h>

#include "tests/support/tiny_catalog.hpp"

namespace nameplate {
namespace {

double median_of(std::optional<Law> const& law) { return law->distribution.parameters[0]; }

TEST(AtQuantile, FixesEveryUncertainLawOfTheParameter) {
  TinyCatalog tiny;
  tiny.by_status("delay_months", "operating = 3, announced = \"2 to 8\"")
      .law("delay_months", "{ family = \"uniform\", min = 0, max = 10 }")
      .build({.phases =
                  R"([{ mw = 1, energized = "2025", parameters = { delay_months = "2 to 8" } }])",
              .parameters = R"({ delay_months = { family = "normal", mean = 1, sd = 2 } })"});
  Catalog const catalog = at_quantile(tiny.parse(), ParameterId::delay_months, 0.5);
  Parameter const& delay = catalog.parameters.at("delay_months");
  Build const& build = catalog.builds.at("site");
  EXPECT_NEAR(median_of(delay.law), 5, 1e-12);
  EXPECT_NEAR(median_of(delay.law_by_status[static_cast<int>(Status::announced)]), 4, 1e-9);
  EXPECT_NEAR(median_of(build.laws.at("delay_months")), 1, 1e-12);
  EXPECT_NEAR(median_of(build.phases[0].laws.at("delay_months")), 4, 1e-9);
  EXPECT_TRUE(delay.law->distribution.is_constant());
}

TEST(AtQuantile, LeavesWhatIsKnownAndOtherParameters) {
  TinyCatalog tiny;
  tiny.law("delay_months", "3").law("size_factor", "\"0.8 to 1.2\"").build({});
  Catalog const catalog = at_quantile(tiny.parse(), ParameterId::delay_months, 0.1);
  EXPECT_EQ(median_of(catalog.parameters.at("delay_months").law), 3);
  EXPECT_FALSE(catalog.parameters.at("size_factor").law->distribution.is_constant());
}

TEST(AtQuantile, FixesLawsOfRegionsAndPlatforms) {
  TinyCatalog tiny;
  tiny.add(
          "[regions.fr]\nname = \"France\"\nparameters = { household_kwh_per_year = \"4000 to "
          "5000\" }")
      .add(
          "[platforms.next]\nname = \"Next\"\nparameters = { it_kw_per_accelerator = \"2 to 3\" }");
  auto const law = [&](auto const& catalog, ParameterId id) {
    return id == ParameterId::household_kwh_per_year
               ? catalog.regions.at("fr").laws.at(info(id).name).distribution
               : catalog.platforms.at("next").laws.at(info(id).name).distribution;
  };
  for (ParameterId const id :
       {ParameterId::household_kwh_per_year, ParameterId::it_kw_per_accelerator}) {
    Distribution const before = law(tiny.parse(), id);
    Distribution const after = law(at_quantile(tiny.parse(), id, 0.9), id);
    EXPECT_DOUBLE_EQ(after.parameters[0], quantile(before, 0.9));
  }
}

}  // namespace
}  // namespace nameplate
