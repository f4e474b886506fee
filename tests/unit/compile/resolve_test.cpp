#include "host/compile/resolve.hpp"

#include <gtest/gtest.h>

#include "tests/support/tiny_catalog.hpp"

namespace nameplate {
namespace {

/// Value of the constant law that holds, and its stream.
struct Found {
  double value;
  std::string stream;
};
bool operator==(Found const& a, Found const& b) {
  return a.value == b.value && a.stream == b.stream;
}
std::ostream& operator<<(std::ostream& out, Found const& found) {
  return out << found.value << " from " << found.stream;
}

Found find(Catalog const& catalog, ParameterId id, std::size_t phase = 0,
           char const* platform = nullptr) {
  auto const law = resolve(catalog, id, catalog.builds.at("site"), phase,
                           platform ? &catalog.platforms.at(platform) : nullptr);
  return {law.value().law->parameters.at(0), law->stream};
}

TEST(Resolve, TakesTheMostSpecificLaw) {
  TinyBuild build;
  build.phases =
      R"([{ mw = 1, energized = "2026" }, { mw = 1, energized = "2027", parameters = { ramp_months = 9 } }])";
  Catalog const own = TinyCatalog().law("ramp_months", "3").build(build).parse();
  EXPECT_EQ(find(own, ParameterId::ramp_months, 0), (Found{3, "phase:site/0"}));
  EXPECT_EQ(find(own, ParameterId::ramp_months, 1), (Found{9, "phase:site/1"}));

  Catalog const by_status = TinyCatalog()
                                .law("ramp_months", "3")
                                .by_status("ramp_months", "under-construction = 4")
                                .build(build)
                                .parse();
  EXPECT_EQ(find(by_status, ParameterId::ramp_months, 0), (Found{4, "phase:site/0"}));

  build.parameters = "{ ramp_months = 6 }";
  Catalog const of_build =
      TinyCatalog().by_status("ramp_months", "under-construction = 4").build(build).parse();
  EXPECT_EQ(find(of_build, ParameterId::ramp_months, 0), (Found{6, "phase:site/0"}))
      << "a build's law, drawn for each phase";
  EXPECT_EQ(find(of_build, ParameterId::ramp_months, 1), (Found{9, "phase:site/1"}));
}

TEST(Resolve, NamesTheStreamByScope) {
  Catalog const catalog = TinyCatalog().build({}).parse();
  EXPECT_EQ(find(catalog, ParameterId::grid_loss).stream, "global");
  EXPECT_EQ(find(catalog, ParameterId::household_kwh_per_year).stream, "region:us");
  EXPECT_EQ(find(catalog, ParameterId::it_kw_per_accelerator, 0, "chip").stream, "platform:chip");
  EXPECT_EQ(find(catalog, ParameterId::load_factor).stream, "build:site");
  EXPECT_EQ(find(catalog, ParameterId::delay_months).stream, "phase:site/0");
}

TEST(Resolve, SharesAGlobalLawByStatusWithinTheStatus) {
  TinyBuild build;
  build.phases =
      R"([{ mw = 1, energized = "2026", status = "operating" }, { mw = 1, energized = "2027", status = "announced" }])";
  Catalog const catalog =
      TinyCatalog()
          .by_status("completion_probability", "operating = 1, announced = 0.25")
          .build(build)
          .parse();
  EXPECT_EQ(find(catalog, ParameterId::completion_probability, 0), (Found{1, "status:operating"}));
  EXPECT_EQ(find(catalog, ParameterId::completion_probability, 1),
            (Found{0.25, "status:announced"}));
}

TEST(Resolve, FollowsARegionToItsParentWithTheSameDraw) {
  TinyCatalog catalog;
  catalog.add(R"([regions.north]
name = "North"
parent = "us"
[regions.town]
name = "Town"
parent = "north"
parameters = { household_peak_kw = 4 })");
  catalog.add("[regions.us.parameters]\nhousehold_kwh_per_year = 9000");
  TinyBuild build;
  build.region = "town";
  Catalog const parsed = catalog.build(build).parse();
  EXPECT_EQ(find(parsed, ParameterId::household_kwh_per_year), (Found{9000, "region:us"}));
  EXPECT_EQ(find(parsed, ParameterId::household_peak_kw), (Found{4, "region:town"}));
  EXPECT_EQ(find(parsed, ParameterId::electricity_usd_per_kwh), (Found{0.066, "region:town"}))
      << "the parameter's own law";
}

TEST(Resolve, PrefersAPlatformsLawToTheParameters) {
  TinyCatalog catalog;
  catalog.add("[platforms.other]\nname = \"Other\"\nparameters = { it_kw_per_accelerator = 1.4 }");
  Catalog const plain = TinyCatalog(catalog).build({}).parse();
  EXPECT_EQ(find(plain, ParameterId::it_kw_per_accelerator, 0, "other"),
            (Found{1.4, "platform:other"}));
  EXPECT_EQ(find(plain, ParameterId::it_kw_per_accelerator, 0, "chip"),
            (Found{2.1, "platform:chip"}));
  TinyBuild build;
  build.parameters = "{ it_kw_per_accelerator = 1.9 }";
  EXPECT_EQ(find(catalog.build(build).parse(), ParameterId::it_kw_per_accelerator, 0, "other"),
            (Found{1.9, "build:site"}));
}

}  // namespace
}  // namespace nameplate
