#include "host/catalog/catalog_source.hpp"

#include <gtest/gtest.h>

#include "host/compile/compile.hpp"

namespace nameplate {
namespace {

std::string const small = NAMEPLATE_TEST_DIR "/cli/small.toml";

Override override_of(std::string key, decltype(Node::value) value) {
  return {std::move(key), {.value = std::move(value), .at = {}}, {.file = "s.toml", .line = 7}};
}

std::vector<std::byte> bytes_of(Catalog const& catalog) {
  return compile(catalog, {.dates = {"2027", "2030"}, .scopes = {"all"}, .metrics = {}}).bytes;
}

/// An override and what `--set` says instead of it.
struct Case {
  Override with;
  std::string set;
};

class CatalogSourceWith : public testing::TestWithParam<Case> {};

/// Entries that are read anew and those of the base are those of a catalog loaded with `--set`.
TEST_P(CatalogSourceWith, AnOverrideIsTheCatalogLoadedWithSet) {
  CatalogSource const source = open_catalog(small, {});
  auto const expected =
      bytes_of(load_catalog(small, {.as_of = {}, .assignments = {GetParam().set}}));
  EXPECT_EQ(bytes_of(source.with({GetParam().with})), expected);
  EXPECT_NE(bytes_of(source.base()), expected);
}

INSTANTIATE_TEST_SUITE_P(
    Sections, CatalogSourceWith,
    testing::Values(
        Case{override_of("builds.south.phases[0].mw", 1000.0), "builds.south.phases[0].mw=1000.0"},
        Case{override_of("builds.south.slip_months", std::int64_t{5}),
             "builds.south.slip_months=5"},
        Case{override_of("parameters.load_factor.distribution", std::string("0.7 to 0.75")),
             "parameters.load_factor.distribution=0.7 to 0.75"},
        Case{override_of("parameters.completion_probability.by_status.announced", 0.5),
             "parameters.completion_probability.by_status.announced=0.5"},
        Case{override_of("parameters.load_factor.scope", std::string("global")),
             "parameters.load_factor.scope=global"},
        Case{override_of("parameters.delay_months.loadings.grid", 0.1),
             "parameters.delay_months.loadings.grid=0.1"},
        Case{override_of("regions.us.parameters.household_kwh_per_year", 9000.0),
             "regions.us.parameters.household_kwh_per_year=9000.0"},
        Case{override_of("platforms.chip.dies_per_package", std::int64_t{3}),
             "platforms.chip.dies_per_package=3"},
        Case{override_of("epoch", std::string("2024-12")), "epoch=2024-12"}));

TEST(CatalogSource, LeavesOutWhatWasNotKnownThen) {
  CatalogOptions const options{.as_of = "2025-01", .assignments = {}};
  CatalogSource const source = open_catalog(small, options);
  EXPECT_EQ(bytes_of(source.with({override_of("builds.north.slip_months", std::int64_t{6})})),
            bytes_of(load_catalog(
                small, {.as_of = "2025-01", .assignments = {"builds.north.slip_months=6"}})));
}

TEST(CatalogSource, EditedInStepsIsTheCatalogLoadedWithSet) {
  CatalogSource const source =
      open_catalog(small, {})
          .edited({override_of("builds.north.slip_months", std::int64_t{6})})
          .edited({override_of("factors.correlation[0][0]", 1.0),
                   override_of("builds.south.phases[0].mw", 1000.0)})
          .edited({override_of("builds.north.slip_months", std::int64_t{7})});
  CatalogOptions const options{
      .as_of = {},
      .assignments = {"builds.south.phases[0].mw=1000.0", "builds.north.slip_months=7"}};
  EXPECT_EQ(bytes_of(source.base()), bytes_of(load_catalog(small, options)));
  Override const further = override_of("regions.us.parameters.household_kwh_per_year", 9000.0);
  EXPECT_NE(bytes_of(source.with({further})), bytes_of(source.base()));
}

TEST(CatalogSource, EditedHoldsTheValuesAtTheirKeys) {
  CatalogSource const source = open_catalog(small, {});
  CatalogSource const edited = source.edited({override_of("builds.south.phases[0].mw", 1000.0)});
  auto const mw = [](CatalogSource const& each) {
    return find_value(each.root(), split_path("builds.south.phases[0].mw"))->value;
  };
  EXPECT_EQ(std::get<double>(mw(edited)), 1000.0);
  EXPECT_EQ(std::get<std::int64_t>(mw(source)), 2000);
  for (char const* const nowhere :
       {"builds.south.phases[1].mw", "builds.south.phases.mw", "builds.south.slip_months",
        "builds.south.name.mw", "builds[0]"})
    EXPECT_EQ(find_value(source.root(), split_path(nowhere)), nullptr) << nowhere;
}

std::string message_of(CatalogSource const& source, std::vector<Override> const& overrides) {
  try {
    source.with(overrides);
  } catch (InputError const& error) {
    return error.what();
  }
  return "";
}

TEST(CatalogSource, TellsWhereAWrongOverrideStands) {
  CatalogSource const source = open_catalog(small, {});
  EXPECT_EQ(message_of(source, {override_of("builds.nort.slip_months", 6.0)}),
            "s.toml:7: builds.nort.slip_months: unknown build \"nort\"; did you mean \"north\"?");
  EXPECT_EQ(message_of(source, {override_of("build.north.slip_months", 6.0)}),
            "s.toml:7: build.north.slip_months: unknown key \"build\"; did you mean \"builds\"?");
  EXPECT_EQ(message_of(source, {override_of("builds..slip_months", 6.0)}),
            "s.toml:7: builds..slip_months: must be a key, such as builds.NAME.capacity_gw");
  Override half = override_of("builds.north.slip_month", 6.0);
  half.value.at = {.file = "s.toml", .line = 8};
  EXPECT_EQ(message_of(source, {half}),
            "s.toml:8: builds.north.slip_month: unknown key; did you mean \"slip_months\"?");
}

TEST(CatalogSource, IsNotChangedByWhatIsReadFromIt) {
  CatalogSource const source = open_catalog(small, {});
  auto const before = bytes_of(source.base());
  source.with({override_of("builds.north.slip_months", 6.0)});
  EXPECT_EQ(bytes_of(source.with({})), before);
}

}  // namespace
}  // namespace nameplate
