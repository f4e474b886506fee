#include "host/compile/uncertain_parameters.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/tiny_catalog.hpp"

/// Which uncertain laws the outputs of a request depend on.
namespace nameplate {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr char const* uniform = R"({ family = "uniform", min = 0.4, max = 0.8 })";

std::vector<std::string> names(Catalog const& catalog, std::string const& metric,
                               std::string const& scope = "portfolio") {
  std::vector<std::string> names;
  for (UncertainParameter const& parameter :
       uncertain_parameters(catalog, {{"2030"}, {scope}, {metric}}))
    names.push_back(parameter.name);
  return names;
}

TEST(UncertainParameters, AreThoseThatTheMetricReads) {
  TinyCatalog tiny;
  tiny.build({})
      .law("load_factor", uniform)
      .law("ai_share", uniform)
      .law("ramp_months", "\"2 to 9\"");
  EXPECT_THAT(names(tiny.parse(), "average_gw"), ElementsAre("ramp_months", "load_factor"));
  EXPECT_THAT(names(tiny.parse(), "accelerators"), ElementsAre("ramp_months", "ai_share"));
  EXPECT_THAT(names(tiny.parse(), "accelerators/average_gw"),
              ElementsAre("ramp_months", "load_factor", "ai_share"));
}

TEST(UncertainParameters, LeaveOutWhatIsKnown) {
  TinyCatalog tiny;
  tiny.build({});
  EXPECT_THAT(names(tiny.parse(), "average_gw"), IsEmpty());
}

TEST(UncertainParameters, AreThoseOfTheScope) {
  TinyCatalog tiny;
  tiny.build({.id = "known"})
      .build({.id = "unknown", .parameters = "{ load_factor = " + std::string(uniform) + " }"});
  EXPECT_THAT(names(tiny.parse(), "average_gw", "build:known"), IsEmpty());
  EXPECT_THAT(names(tiny.parse(), "average_gw", "build:unknown"), ElementsAre("load_factor"));
}

TEST(UncertainParameters, HoldEachLawOnceWithTheLimits) {
  TinyCatalog tiny;
  tiny.law("load_factor", uniform)
      .build({.id = "a"})
      .build({.id = "b"})
      .build({.id = "c",
              .parameters = R"({ load_factor = { family = "beta", alpha = 2, beta = 2 } })"});
  Catalog const catalog = tiny.parse();
  auto const parameters = uncertain_parameters(catalog, {{"2030"}, {"portfolio"}, {"average_gw"}});
  ASSERT_EQ(parameters.size(), 1U);
  EXPECT_EQ(parameters[0].unit, "1");
  EXPECT_EQ(parameters[0].min, 0);
  EXPECT_EQ(parameters[0].max, 1);
  EXPECT_EQ(parameters[0].laws.size(), 2U);
}

TEST(UncertainParameters, OfContractsMatterWhereThereIsOne) {
  TinyCatalog tiny;
  tiny.law("contract_years", "\"4 to 8\"").build({.id = "site"});
  tiny.build({.id = "deal",
              .phases = R"([{ share = 1.0, energized = "2025-12" }])",
              .basis = R"("it")",
              .further = "contract = { usd_bn = 38 }"});
  EXPECT_THAT(names(tiny.parse(), "facility_gw", "build:site"), IsEmpty());
  EXPECT_THAT(names(tiny.parse(), "facility_gw", "build:deal"), ElementsAre("contract_years"));
}

TEST(UncertainParameters, OfUsHomesAreThoseOfTheUs) {
  TinyCatalog tiny;
  tiny.law("household_kwh_per_year", "10500");
  tiny.add(
      "[regions.fr]\nname = \"France\"\nparameters = { household_kwh_per_year = \"4300 to 4700\" "
      "}");
  tiny.build({.region = "fr"});
  EXPECT_THAT(names(tiny.parse(), "homes_nameplate"), ElementsAre("household_kwh_per_year"));
  EXPECT_THAT(names(tiny.parse(), "us_homes_nameplate"), IsEmpty());
}

TEST(UncertainParameters, IncludeTheLawsOfTheUse) {
  TinyCatalog tiny;
  tiny.build({}).add(R"([uses.search]
name = "Search"
tokens_per_use = "300 to 4000"
uses_per_user_day = 4
peak_to_mean = { family = "uniform", min = 1, max = 3 })");
  EXPECT_THAT(names(tiny.parse(), "users:search"), ElementsAre("tokens_per_use", "peak_to_mean"));
  EXPECT_THAT(names(tiny.parse(), "tokens_per_day"), IsEmpty());
}

}  // namespace
}  // namespace nameplate
