#include <gtest/gtest.h>

#include "host/backtest/milestone.hpp"
#include "tests/support/milestones.hpp"
#include "tests/support/tiny_catalog.hpp"

namespace nameplate {
namespace {

/// What reading a file of milestones complains of; empty if it reads.
std::string message_of(std::string const& text) {
  TinyCatalog tiny;
  tiny.build({.id = "abilene"});
  try {
    parse_milestones(text, "m.toml", tiny.parse());
  } catch (InputError const& error) {
    return error.what();
  }
  return "";
}

/// The same for one entry with the lines `text` (from line 4 on), said at the end of 2024.
std::string message_of_entry(std::string const& text) {
  return message_of(milestones_file("[milestones.a]\nname = \"A\"\nsaid = \"2024\"\n" + text));
}

std::string const plan = tiny_plan(100, "2025-06");
std::string const date_outcome = "planned = \"2025-06\"\nreaches = 0\nactual = \"2025-08\"\n";

TEST(BadMilestones, GoodOnesAreRead) {
  EXPECT_EQ(message_of_entry("metric = \"gross_gw\"\n" + plan + date_outcome), "");
  EXPECT_EQ(message_of_entry("unscored = \"money\"\n"), "");
}

TEST(BadMilestones, NeedAHeader) {
  EXPECT_EQ(message_of("title = \"Some\"\n"),
            "m.toml: missing key \"schema\"\nm.toml: missing key \"name\"\n"
            "m.toml: missing key \"milestones\"\n"
            "m.toml:1: title: unknown key; known: milestones, name, schema, sources");
  EXPECT_EQ(message_of("schema = 2\nname = \"Some\"\n[milestones]\n"),
            "m.toml:1: schema: must be 1, is 2");
}

TEST(BadMilestones, ShowTheLineOfASyntaxError) {
  EXPECT_EQ(message_of("schema = 1\nname = \n").substr(0, 9), "m.toml:2:");
}

TEST(BadMilestones, NeedASubject) {
  std::string const expected =
      "m.toml:3: milestones.a: needs build (an entry of the catalog) or plan (what was planned), "
      "one "
      "of them";
  EXPECT_EQ(message_of_entry("metric = \"gross_gw\"\n" + date_outcome), expected);
  EXPECT_EQ(message_of_entry("metric = \"gross_gw\"\nbuild = \"abilene\"\n" + plan + date_outcome),
            expected);
}

TEST(BadMilestones, SuggestTheNearestName) {
  EXPECT_EQ(message_of_entry("metric = \"gros_gw\"\nbuild = \"abilen\"\n" + date_outcome),
            "m.toml:6: milestones.a.metric: unknown word \"gros_gw\"; did you mean \"gross_gw\"?\n"
            "m.toml:7: milestones.a.build: unknown build \"abilen\"; did you mean \"abilene\"?");
  EXPECT_EQ(message_of_entry("metric = \"gross_gw\"\nnot_befor = \"2025\"\n" + plan + date_outcome),
            "m.toml:7: milestones.a.not_befor: unknown key; did you mean \"not_before\"?");
}

TEST(BadMilestones, NameThePlaceInThePlan) {
  EXPECT_EQ(
      message_of_entry("metric = \"gross_gw\"\n" + date_outcome +
                       "plan = { region = \"uss\", basis = \"facility\", platforms = { chip = 1 "
                       "}, phases = [{ mw = -1, energized = \"2025-06\" }] }"),
      "m.toml:10: milestones.a.plan: missing key \"status\"\n"
      "m.toml:10: milestones.a.plan.region: unknown region \"uss\"; did you mean \"us\"?\n"
      "m.toml:10: milestones.a.plan.phases[0].mw: must be above 0, is -1");
}

TEST(BadMilestones, NeedOneOutcome) {
  EXPECT_EQ(
      message_of_entry("metric = \"gross_gw\"\n" + plan + "planned = 1\n"),
      "m.toml:3: milestones.a: needs one outcome: reaches with actual or not_before; date with "
      "value, value_at_least or value_at_most; or unscored");
  EXPECT_EQ(
      message_of_entry("metric = \"gross_gw\"\n" + plan + date_outcome + "not_before = \"2025\"\n"),
      "m.toml:9: milestones.a.reaches: needs actual (when it was) or not_before (it was not "
      "yet), one of them");
  EXPECT_EQ(
      message_of_entry("metric = \"gross_gw\"\n" + plan +
                       "date = \"2025\"\nplanned = 1\nvalue = 1\nvalue_at_most = 2\n"),
      "m.toml:8: milestones.a.date: needs value, value_at_least or value_at_most, one of them");
}

TEST(BadMilestones, NeedAnOutcomeAfterTheStatement) {
  EXPECT_EQ(message_of_entry("metric = \"gross_gw\"\n" + plan +
                             "planned = \"2025-06\"\nreaches = 0\nactual = \"2024-11\"\n"),
            "m.toml:10: milestones.a.actual: the outcome is not after 2024, when it was said");
}

TEST(BadMilestones, NeedADateOfThePlan) {
  EXPECT_EQ(message_of_entry("metric = \"gross_gw\"\n" + plan +
                             "planned = \"2025-07\"\nreaches = 0\nactual = \"2025-08\"\n"),
            "m.toml:8: milestones.a.planned: 2025-07 is the date of no phase of the plan");
}

TEST(BadMilestones, NeedAMetricOfWhatIsOnlineForADate) {
  EXPECT_EQ(message_of_entry("metric = \"energy_twh\"\n" + plan + date_outcome),
            "m.toml:6: milestones.a.metric: energy_twh has no first date: use a metric of what is "
            "online, such as gross_gw");
}

TEST(BadMilestones, NeedKnownSources) {
  EXPECT_EQ(
      message_of_entry("unscored = \"money\"\nsource = [\"memo\"]\n[sources]\nmemos = \"Text\"\n"),
      "m.toml:7: milestones.a.source: unknown source \"memo\"; did you mean \"memos\"?");
}

TEST(BadMilestones, TakeNoMetricWhereNothingIsScored) {
  EXPECT_EQ(message_of_entry("unscored = \"money\"\nmetric = \"gross_gw\"\n"),
            "m.toml:7: milestones.a.metric: unknown key; known: actual, confidence, name, note, "
            "planned, ratio, said, source, unscored");
}

}  // namespace
}  // namespace nameplate
