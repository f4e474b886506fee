#include "host/catalog/fixed_parameter.hpp"

#include <gtest/gtest.h>

#include "tests/unit/catalog/good_catalog.hpp"

namespace nameplate {
namespace {

/// Laws wherever one may stand, some of them constants.
Catalog catalog() {
  return good_catalog_with(R"(
[parameters.ramp_months]
by_status = { operating = 3, announced = { family = "uniform", min = 4, max = 8 } }
[regions.us-tx.parameters]
household_kwh_per_year = { family = "uniform", min = 13000, max = 14000 }
[builds.alpha.parameters]
ramp_months = 6
[builds.beta]
parameters = { ramp_months = { family = "uniform", min = 2, max = 10 } }
phases = [{ share = 1, energized = "2027", parameters = { ramp_months = "3 to 9" } }]
[uses.chat]
name = "Chat"
tokens_per_use = { family = "uniform", min = 100, max = 300 }
uses_per_user_day = 4
peak_to_mean = { family = "uniform", min = 1, max = 3 }
)");
}

Distribution const& law_of(Laws const& laws, std::string const& parameter) {
  return laws.at(parameter).distribution;
}

Distribution const& law_of(Catalog const& catalog, Status status) {
  auto const& laws = catalog.parameters.at("ramp_months").law_by_status;
  return laws[static_cast<std::size_t>(status)]->distribution;
}

void expect_constant(Distribution const& law, double value) {
  EXPECT_TRUE(law.is_constant()) << law.text;
  EXPECT_NEAR(law.parameters[0], value, 1e-12);
}

TEST(WithParameter, PutsOneValueIntoEveryUncertainLaw) {
  Catalog const fixed = with_parameter(catalog(), "ramp_months", 5);
  expect_constant(fixed.parameters.at("ramp_months").law->distribution, 5);
  expect_constant(law_of(fixed, Status::announced), 5);
  expect_constant(law_of(fixed.builds.at("beta").laws, "ramp_months"), 5);
  expect_constant(law_of(fixed.builds.at("beta").phases[0].laws, "ramp_months"), 5);
}

TEST(WithParameter, LeavesWhatIsKnownExactly) {
  Catalog const fixed = with_parameter(catalog(), "ramp_months", 5);
  expect_constant(law_of(fixed.builds.at("alpha").laws, "ramp_months"), 6);
  expect_constant(law_of(fixed, Status::operating), 3);
}

TEST(WithParameter, LeavesOtherParameters) {
  Catalog const before = catalog(), fixed = with_parameter(before, "ramp_months", 5);
  EXPECT_EQ(law_of(fixed.regions.at("us-tx").laws, "household_kwh_per_year").text,
            law_of(before.regions.at("us-tx").laws, "household_kwh_per_year").text);
  EXPECT_EQ(fixed.parameters.at("delay_months").law->distribution.text,
            before.parameters.at("delay_months").law->distribution.text);
}

TEST(WithParameter, ReachesRegionsPlatformsAndUses) {
  Catalog const homes = with_parameter(catalog(), "household_kwh_per_year", 9000);
  expect_constant(law_of(homes.regions.at("us").laws, "household_kwh_per_year"), 9000);
  expect_constant(law_of(homes.regions.at("us-tx").laws, "household_kwh_per_year"), 9000);
  Catalog const racks = with_parameter(catalog(), "it_kw_per_accelerator", 2);
  expect_constant(law_of(racks.platforms.at("gb200").laws, "it_kw_per_accelerator"), 2);
  Use const chat = with_parameter(catalog(), "tokens_per_use", 150).uses.at("chat");
  expect_constant(chat.tokens_per_use.distribution, 150);
  EXPECT_FALSE(chat.peak_to_mean.distribution.is_constant());
}

TEST(AtQuantile, TakesEachLawAtItsOwn) {
  Catalog const fixed = at_quantile(catalog(), "ramp_months", 0.25);
  expect_constant(law_of(fixed, Status::announced), 5);
  expect_constant(law_of(fixed.builds.at("beta").laws, "ramp_months"), 4);
  expect_constant(law_of(fixed.builds.at("alpha").laws, "ramp_months"), 6);
}

}  // namespace
}  // namespace nameplate
