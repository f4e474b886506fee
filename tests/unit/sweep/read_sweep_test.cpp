#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/sweep/sweep.hpp"

namespace nameplate {
namespace {

using testing::ElementsAre;

/// A file whose blocks begin in line 4.
std::string file_with(std::string const& blocks) {
  return "schema = 1\nname = \"S\"\n[[scenarios]]\n" + blocks;
}

std::vector<std::string> ids_of(std::string const& blocks) {
  std::vector<std::string> ids;
  for (Scenario const& scenario : parse_sweep(file_with(blocks), "s.toml").scenarios)
    ids.push_back(scenario.id);
  return ids;
}

std::string message_of(std::string const& text) {
  try {
    parse_sweep(text, "s.toml");
  } catch (InputError const& error) {
    return error.what();
  }
  return "";
}

TEST(Sweep, GridHasAllCombinationsTheLastKeyFastest) {
  EXPECT_THAT(
      ids_of("grid = { \"builds.z.slip_months\" = [0, 6], \"builds.a.capacity_gw\" = [1.5, "
             "\"1 to 2\"] }\n"),
      ElementsAre("base", "z.slip_months=0; a.capacity_gw=1.5",
                  "z.slip_months=0; a.capacity_gw=1 to 2", "z.slip_months=6; a.capacity_gw=1.5",
                  "z.slip_months=6; a.capacity_gw=1 to 2"));
}

TEST(Sweep, OneAtATimeHasEachValueAlone) {
  EXPECT_THAT(ids_of("one_at_a_time = { \"parameters.x.distribution\" = [1, 2], "
                     "\"parameters.y.by_status.announced\" = [0.5] }\n"),
              ElementsAre("base", "x=1", "x=2", "y.announced=0.5"));
}

TEST(Sweep, KeepsTheOrderOfItsBlocks) {
  EXPECT_THAT(ids_of("list = [{ name = \"late\", set = { \"builds.a.slip_months\" = 6 } }]\n"
                     "[[scenarios]]\none_at_a_time = { \"builds.b.slip_months\" = [1] }\n"
                     "[[scenarios]]\ngrid = { \"builds.a.slip_months\" = [2] }\n"),
              ElementsAre("base", "late", "b.slip_months=1", "a.slip_months=2"));
}

TEST(Sweep, TellsLongValuesAndLikeKeysApart) {
  std::string const law = "{ family = \"lognormal\", shift = -2, mu = 1.8718, sigma = 0.";
  EXPECT_THAT(
      ids_of(fmt::format("one_at_a_time = {{ \"parameters.x.distribution\" = [{0}5 }}, {0}6 "
                         "}}], \"regions.x.distribution\" = [1] }}\n",
                         law)),
      ElementsAre("base", "x={ family = \"lognormal\", mu = 1.8718, shi...#1",
                  "x={ family = \"lognormal\", mu = 1.8718, shi...#2", "regions.x.distribution=1"));
}

TEST(Sweep, ReadsWhatIsAsked) {
  Sweep const sweep = parse_sweep(
      "schema = 1\nname = \"S\"\ncatalog = \"../c.toml\"\nas_of = \"2025-06\"\nmetrics = [\"a\"]\n"
      "scopes = [\"all\"]\ndates = [2027, \"2028..2030\"]\ngiven = [\"build:a completes\"]\n"
      "gross = true\npaths = 1e5\nseed = 7\n[[scenarios]]\n"
      "one_at_a_time = { \"builds.a.slip_months\" = [1] }\n",
      "folder/s.toml");
  EXPECT_EQ(sweep.catalog_file(), "folder/../c.toml");
  EXPECT_THAT(sweep.dates, ElementsAre("2027", "2028..2030"));
  EXPECT_THAT(sweep.given, ElementsAre("build:a completes"));
  EXPECT_EQ(sweep.paths, 100'000);
  EXPECT_EQ(sweep.seed, 7);
  EXPECT_TRUE(sweep.gross);
}

TEST(BadSweeps, NeedAHeaderAndScenarios) {
  EXPECT_EQ(message_of("title = \"S\"\n"),
            "s.toml: missing key \"schema\"\ns.toml: missing key \"name\"\n"
            "s.toml: missing key \"scenarios\"\n"
            "s.toml:1: title: unknown key; known: as_of, catalog, dates, given, gross, metrics, "
            "name, paths, scenarios, schema, scopes, seed");
  EXPECT_EQ(message_of("schema = 1\nname = \"S\"\nscenarios = []\n"),
            "s.toml:3: scenarios: must be one or more blocks [[scenarios]], is empty");
  EXPECT_EQ(message_of(file_with("")),
            "s.toml:3: scenarios[0]: must have one of grid, list and one_at_a_time");
  EXPECT_EQ(message_of(file_with("grids = {}\n")),
            "s.toml:3: scenarios[0]: must have one of grid, list and one_at_a_time\n"
            "s.toml:4: scenarios[0].grids: unknown key; did you mean \"grid\"?");
}

TEST(BadSweeps, TellTheLineAndWhatIsAllowed) {
  EXPECT_EQ(
      message_of(file_with("grid = { \"builds.a.slip_months\" = 6 }\n")),
      "s.toml:4: scenarios[0].grid.\"builds.a.slip_months\": must be an array of values, is 6");
  EXPECT_EQ(
      message_of(file_with("grid = { builds.a.slip_months = [6] }\n")),
      "s.toml:4: scenarios[0].grid.\"builds\": must be a key of the catalog, in quotes, such as "
      "\"builds.NAME.slip_months\"");
  EXPECT_EQ(message_of(file_with("list = [{ set = { \"builds.a.slip_months\" = 6 } }]\n")),
            "s.toml:4: scenarios[0].list[0]: missing key \"name\"");
  EXPECT_EQ(
      message_of("schema = 1\nname = \"S\"\npaths = 0.5\nseed = -1\ngross = 1\n" +
                 file_with("").substr(22) + "one_at_a_time = { \"builds.a.slip_months\" = [] }\n"),
      "s.toml:3: paths: must be between 1 and 1000000000000000, is 0.5\n"
      "s.toml:4: seed: must be between 0 and 9000000000000000, is -1\n"
      "s.toml:5: gross: must be true or false, is 1\n"
      "s.toml:7: scenarios[0].one_at_a_time.\"builds.a.slip_months\": must be an array of "
      "values, is empty");
}

TEST(BadSweeps, MayNotNameTwoScenariosAlike) {
  EXPECT_EQ(message_of(file_with("list = [{ name = \"base\", set = {} }]\n")),
            "s.toml:4: scenarios[0].list[0]: \"base\" is the scenario without changes");
  EXPECT_EQ(message_of(file_with("one_at_a_time = { \"builds.a.slip_months\" = [6, 6] }\n")),
            "s.toml:3: scenarios[0].one_at_a_time: scenario \"a.slip_months=6\" stands already in "
            "line 3, scenarios[0].one_at_a_time");
}

TEST(BadSweeps, MayNotBeTooLarge) {
  std::string ten = "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]", keys;
  for (int i = 0; i < 5; ++i) keys += fmt::format("\"builds.{}.slip_months\" = {}\n", i, ten);
  EXPECT_EQ(
      message_of(file_with("[scenarios.grid]\n" + keys)),
      "s.toml:3: scenarios[0].grid: brings the sweep to 100,001 scenarios, it may have at most "
      "100,000");
}

}  // namespace
}  // namespace nameplate
