#include "host/sweep/scenario_plans.hpp"

#include <gtest/gtest.h>

namespace nameplate {
namespace {

std::string const small = NAMEPLATE_TEST_DIR "/cli/small.toml";
Request const request = {.dates = {"2027"}, .scopes = {"portfolio"}, .metrics = {"facility_gw"}};

Sweep sweep_of(std::string const& block) {
  return parse_sweep("schema = 1\nname = \"S\"\n[[scenarios]]\n" + block + "\n", "s.toml");
}

std::string message_of(std::string const& block) {
  CatalogSource const source = open_catalog(small, {});
  Sweep const sweep = sweep_of(block);
  try {
    ScenarioPlans(sweep, source, request, 2);
  } catch (InputError const& error) {
    return error.what();
  }
  return "";
}

TEST(ScenarioPlans, AreThoseOfCatalogsWithTheSettings) {
  CatalogSource const source = open_catalog(small, {});
  Sweep const sweep = sweep_of(
      "grid = { \"builds.north.slip_months\" = [3, 6], \"builds.south.slip_months\" = [9] }");
  ScenarioPlans const plans(sweep, source, request, 2);
  ASSERT_EQ(plans.count(), 3);
  CatalogOptions const options{
      .as_of = {}, .assignments = {"builds.north.slip_months=6", "builds.south.slip_months=9"}};
  EXPECT_EQ(plans.plan(2)->bytes, compile(load_catalog(small, options), request).bytes);
  EXPECT_EQ(plans.plan(0)->bytes, compile(load_catalog(small), request).bytes);
}

TEST(ScenarioPlans, OfScenariosThatChangeNothingThatIsAskedAreEqual) {
  CatalogSource const source = open_catalog(small, {});
  Sweep const sweep = sweep_of(
      "one_at_a_time = { \"parameters.load_factor.distribution\" = [0.5, 0.6], "
      "\"builds.north.slip_months\" = [3] }");
  ScenarioPlans const plans(sweep, source, request, 1);
  EXPECT_EQ(plans.first_equal(1), 0);
  EXPECT_EQ(plans.first_equal(2), 0);
  EXPECT_EQ(plans.first_equal(3), 3);
  EXPECT_EQ(plans.distinct_count(), 2);
}

TEST(ScenarioPlans, OfTheShippedSweepAreMade) {
  Sweep sweep = load_sweep(NAMEPLATE_DATA_DIR "/sweeps/announced.toml");
  EXPECT_EQ(sweep.scenarios.size(), 1000);
  std::size_t const last_of_grid = 960;  // what comes behind it has every value of the file
  sweep.scenarios.erase(sweep.scenarios.begin() + 1, sweep.scenarios.begin() + last_of_grid);
  CatalogSource const source = open_catalog(sweep.catalog_file(), {});
  ScenarioPlans const plans(
      sweep, source, {.dates = sweep.dates, .scopes = {"portfolio"}, .metrics = sweep.metrics}, 2);
  EXPECT_EQ(plans.count(), 41);
  EXPECT_EQ(plans.distinct_count(), 41);
}

TEST(ScenarioPlans, TellEveryWrongScenarioByName) {
  EXPECT_EQ(message_of("one_at_a_time = { \"builds.north.slip_month\" = [3], "
                       "\"parameters.ramp_months.distribution\" = [-1, 2] }"),
            "s.toml:4: builds.north.slip_month: unknown key; did you mean \"slip_months\"? (in "
            "scenario \"north.slip_month=3\")\n"
            "s.toml:4: parameters.ramp_months.distribution: must be above 0, is -1 (in scenario "
            "\"ramp_months=-1\")");
}

TEST(ScenarioPlans, TellAProblemOfSeveralScenariosOnce) {
  EXPECT_EQ(message_of("grid = { \"parameters.ramp_months.distribution\" = [-1], "
                       "\"builds.north.slip_months\" = [1, 2] }"),
            "s.toml:4: parameters.ramp_months.distribution: must be above 0, is -1 (in scenarios "
            "\"ramp_months=-1; north.slip_months=1\", \"ramp_months=-1; north.slip_months=2\")");
}

}  // namespace
}  // namespace nameplate
