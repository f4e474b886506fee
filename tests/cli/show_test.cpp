#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "host/results/text.hpp"
#include "tests/cli/program.hpp"

namespace nameplate {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string output_of(std::string const& arguments) {
  Outcome const outcome = run_program(arguments);
  EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
  return outcome.output;
}

TEST(Show, GivesAnOverview) {
  std::string const text = output_of("show --catalog small.toml");
  EXPECT_THAT(text, testing::StartsWith("Two sites (small.toml)\n"));
  EXPECT_THAT(text, HasSubstr("    builds        2\n"));
  EXPECT_THAT(text, HasSubstr("    sources       2\n"));
}

TEST(Show, ListsBuildsWithTheirSources) {
  EXPECT_EQ(output_of("show builds --catalog small.toml"),
            "north                                      1 GW  facility             operating\n"
            "    North; 2025-06 to 2026-H2; memo\n"
            "south                                      2 GW  facility/it          announced\n"
            "    South; 2027; memo\n"
            "\n"
            "Sources\n"
            "  memo: Memo of the planners, 2025\n");
}

TEST(Show, TellsAllOfABuild) {
  EXPECT_EQ(output_of("show builds south --catalog small.toml"),
            "south: South\n"
            "    size          2 GW (facility 50 %, it 50 %)\n"
            "    status        announced\n"
            "    groups        both\n"
            "    announced     2025-10\n"
            "    region        us (United States)\n"
            "    platforms     chip\n"
            "    phase 0       2000 MW by 2027 announced\n"
            "    share also in    P5       P50       P95\n"
            "      north           0.220     0.400     0.580  uniform(min 0.2, max 0.6)\n"
            "    own laws         P5       P50       P95\n"
            "      load_factor     0.8\n"
            "    source        memo: Memo of the planners, 2025\n");
}

TEST(Show, LeavesOutWhatWasNotYetAnnounced) {
  EXPECT_THAT(output_of("show builds --as-of 2025-01 --catalog small.toml"),
              Not(HasSubstr("south")));
}

TEST(Show, TellsAllOfAParameter) {
  EXPECT_EQ(output_of("show parameters delay_months --catalog small.toml"),
            "delay_months [month]\n"
            "    meaning       from the stated date to first power\n"
            "    scope         phase\n"
            "    law            P5       P50       P95\n"
            "      operating     0\n"
            "      announced     2.00      6.32     20.0    2 to 20\n"
            "    loadings      grid 0.5\n"
            "    confidence    low\n"
            "    note          Longer where grids are tight.\n"
            "    source        memo: Memo of the planners, 2025\n");
}

TEST(Show, TellsOfPlatformsRegionsGroupsAndEvidence) {
  EXPECT_THAT(output_of("show platforms chip --catalog small.toml"),
              HasSubstr("dense peak    bf16 2.5 PFLOP/s, fp8 5 PFLOP/s, fp4 none stated\n"));
  EXPECT_THAT(output_of("show regions us --catalog small.toml"),
              HasSubstr("household_kwh_per_year 10500\n"));
  EXPECT_THAT(output_of("show groups --catalog small.toml"), HasSubstr("2 builds  Both sites\n"));
  EXPECT_THAT(output_of("show groups both --catalog small.toml"), HasSubstr("\nsouth "));
  EXPECT_THAT(output_of("show evidence --catalog small.toml"),
              HasSubstr("realisation: Load that came over load that was asked for\n"));
  EXPECT_THAT(output_of("show evidence --catalog small.toml"),
              HasSubstr("survey: Survey of twelve sites, 2024\n"));
}

TEST(Show, GivesTheFormulaOfAMetric) {
  EXPECT_EQ(output_of("show metrics it_gw --catalog small.toml"),
            "it_gw [GW]: IT power online\n    P_it = P_f / design_peak_ratio\n");
}

TEST(Show, GivesMetricsByFormulaAfterTheModels) {
  std::string const text = output_of("show metrics");
  EXPECT_LT(text.find("\ncost_usd_bn ["), text.find("\ncost_usd_per_kwh [USD/kWh]: "));
  EXPECT_THAT(output_of("show metrics cost_usd_per_kwh"),
              testing::StartsWith("cost_usd_per_kwh [USD/kWh]: cost per kWh: depreciation and "
                                  "power\n    cost_usd_bn / energy_twh\n"));
}

TEST(Explain, GivesWhatAFormulaReads) {
  EXPECT_THAT(output_of("explain cost_usd_per_kwh"),
              testing::EndsWith("\nMetrics of the model, which `explain` tells of too\n"
                                "  cost_usd_bn\n  energy_twh\n"));
}

TEST(Show, FitsTheWidthForTheShippedCatalog) {
  for (char const* const kind :
       {"builds", "parameters", "platforms", "regions", "groups", "evidence", "metrics"}) {
    std::istringstream lines(output_of(std::string("show ") + kind));
    for (std::string line; std::getline(lines, line);)
      EXPECT_LE(display_width(line), text_width) << line;
  }
}

TEST(Explain, GivesFormulaInputsAndSources) {
  std::string const text = output_of("explain energy_twh --catalog small.toml");
  EXPECT_THAT(
      text,
      testing::StartsWith(
          "energy_twh: energy [TWh]\n\n"
          "  load_factor x integral of P_f over the 12 months to the date\n"
          "  It starts from the power online, integrated over the 12 months that end at the date.\n"
          "\nInputs of the formula\n"
          "  load_factor [1]: average facility draw over energized facility nameplate\n"
          "    scope         build: one draw per build and path\n"));
  EXPECT_THAT(text, HasSubstr("    own laws      builds: south\n"));
  EXPECT_THAT(text, HasSubstr("survey: Survey of twelve sites, 2024\n"
                              "                  a survey of operators, 2025\n"));
  EXPECT_THAT(text, HasSubstr("\n  ramp_months [month]: "));
}

TEST(Explain, GivesTheLawsThatHoldInABuild) {
  std::string const south = output_of("explain energy_twh@south --catalog small.toml");
  EXPECT_THAT(south, HasSubstr("      build:south     0.8\n    written in    builds.south\n"));
  std::string const north = output_of("explain accelerators@north --catalog small.toml");
  EXPECT_THAT(
      north,
      HasSubstr("      phase 0     0\n      phase 1     2.00      6.32     20.0    2 to 20\n"));
  EXPECT_THAT(north, HasSubstr("      platform:chip     1.60      1.96      2.40   1.6 to 2.4\n"
                               "    written in    platforms.chip\n"));
}

TEST(Explain, OfHouseholdsInTheUsReadsThatRegion) {
  EXPECT_THAT(output_of("explain us_homes_energy@stargate-norway"), HasSubstr("      region:us "));
  EXPECT_THAT(output_of("explain homes_energy@stargate-norway"), HasSubstr("      region:no "));
}

TEST(Check, CountsWhatIsThere) {
  EXPECT_THAT(output_of("check small.toml"),
              testing::StartsWith("small.toml: ok: 2 builds, 11 parameters, 1 platforms, 1 "
                                  "regions, 0 claims, 2 sources; "));
}

}  // namespace
}  // namespace nameplate
