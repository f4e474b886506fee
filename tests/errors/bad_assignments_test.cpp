#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "tests/errors/messages.hpp"

/// What --set and --as-of refuse, on catalogs/good.toml.
namespace nameplate {
namespace {

struct Case {
  std::string assignment;
  std::string expected;  // after "--set ASSIGNMENT: "
};

std::ostream& operator<<(std::ostream& out, Case const& value) { return out << value.assignment; }

class BadAssignment : public testing::TestWithParam<Case> {};

TEST_P(BadAssignment, IsRefusedWithItsMessage) {
  auto const& [assignment, expected] = GetParam();
  EXPECT_EQ(message_of("good.toml", {.as_of = {}, .assignments = {assignment}}),
            "--set " + assignment + ": " + expected);
}

INSTANTIATE_TEST_SUITE_P(
    Table, BadAssignment,
    testing::Values(
        Case{"capacity", "must be KEY=VALUE, such as builds.NAME.capacity_gw=8"},
        Case{"=8", "must be KEY=VALUE, such as builds.NAME.capacity_gw=8"},
        Case{"builds..capacity_gw=8", "must be KEY=VALUE, such as builds.NAME.capacity_gw=8"},
        Case{"build.alpha.capacity_gw=8",
             "build.alpha.capacity_gw: unknown key \"build\"; did you mean \"builds\"?"},
        Case{"builds.alhpa.capacity_gw=8",
             "builds.alhpa.capacity_gw: unknown build \"alhpa\"; did you mean \"alpha\"?"},
        Case{"builds.alpha.capcity_gw=8",
             "builds.alpha.capcity_gw: unknown key; did you mean \"capacity_gw\"?"},
        Case{"builds.alpha.capacity_gw=-8", "builds.alpha.capacity_gw: must be above 0, is -8"},
        Case{"builds.alpha.capacity_gw=", "builds.alpha.capacity_gw: must be a number, is \"\""},
        Case{"builds.alpha.capacity_gw=8 GW",
             "builds.alpha.capacity_gw: must be a number, is \"8 GW\""},
        Case{"builds.alpha.region=us-xt",
             "builds.alpha.region: unknown region \"us-xt\"; did you mean \"us-tx\"?"},
        Case{"builds.alpha=3", "builds.alpha: must be a table, is 3"},
        Case{"builds.gamma={ name = \"Gamma\" }",
             "builds.gamma: unknown build \"gamma\"; known: alpha, beta"},
        Case{"builds.alpha.name.x=3",
             "builds.alpha.name.x: builds.alpha.name has no keys, it is \"Alpha\""},
        Case{"builds.alpha.name[0]=3",
             "builds.alpha.name[0]: builds.alpha.name is not an array, it is \"Alpha\""},
        Case{"builds.alpha.phases[2].mw=300",
             "builds.alpha.phases[2].mw: builds.alpha.phases has 2 elements, counted from [0]: "
             "there is no [2]"},
        Case{"builds.alpha.phases[-1].mw=300",
             "builds.alpha.phases[-1].mw: builds.alpha.phases has 2 elements, counted from [0]: "
             "there is no [-1]"},
        Case{"builds.alpha.phases[x].mw=300",
             "builds.alpha.phases[x].mw: builds.alpha.phases has 2 elements, counted from [0]: "
             "there is no [x]"},
        Case{"builds.alpha.phases.mw=300",
             "builds.alpha.phases.mw: builds.alpha.phases has no keys, it is an array"},
        Case{"builds.alpha.phases[0].mw=-300",
             "builds.alpha.phases[0].mw: must be above 0, is -300"},
        Case{"builds.alpha.phases[1].energized=soon",
             "builds.alpha.phases[1].energized: must be a date (\"2026-12-31\", \"2026-12\", "
             "\"2026-Q3\", \"2026-H2\" or \"2026\"), is \"soon\""},
        Case{
            "builds.alpha.parameters.load_facto=0.7",
            "builds.alpha.parameters.load_facto: unknown parameter; did you mean \"load_factor\"?"},
        Case{"builds.alpha.parameters.load_factor=70",
             "builds.alpha.parameters.load_factor: must be between 0 and 1, is 70"},
        Case{"builds.alpha.parameters.load_factor=high",
             "builds.alpha.parameters.load_factor: must be a number, \"LOW to HIGH\" or { family = "
             "... }, is \"high\""},
        Case{"builds.alpha.revisions=[]",
             "builds.alpha.revisions: revisions cannot be set: set the key itself"},
        Case{"builds.alpha.announced=\"2025-03\"\nstatus=\"operating\"",
             "builds.alpha.announced: must be a date (\"2026-12-31\", \"2026-12\", \"2026-Q3\", "
             "\"2026-H2\" or \"2026\"), is \"\"2025-03\"?status=\"operating\"\""},
        Case{"parameters.load_facto.distribution=0.7",
             "parameters.load_facto.distribution: unknown parameter \"load_facto\"; did you mean "
             "\"load_factor\"?"},
        Case{"parameters.load_factor.distribution=0.5 to 0.8",
             "parameters.load_factor.distribution: must be between 0 and 1, but the law reaches "
             "1.48999: truncate it with max = 1, clip it with clip_max = 1, or choose a narrower "
             "law"},
        Case{"parameters.load_factor.unit=%",
             "parameters.load_factor.unit: must be \"1\", is \"%\""},
        Case{"platforms.gb200.tdp_w=0", "platforms.gb200.tdp_w: must be above 0, is 0"},
        Case{"include=[\"x.toml\"]",
             "include: unknown key \"include\"; known: builds, claims, evidence, groups, "
             "inputs, metrics, parameters, platforms, regions, sources, translations, uses, epoch, "
             "factors, name, schema"},
        Case{"schema=2", "schema: must be 1, is 2"},
        Case{"sources.rapport=A report",
             "sources.rapport: unknown source \"rapport\"; did you mean \"report\"?"}));

TEST(BadAssignments, AreReportedTogetherAfterTheFile) {
  EXPECT_EQ(message_of("unknown_key.toml",
                       {.as_of = {}, .assignments = {"builds.alpha.capacity_gw=0", "x=1"}}),
            "unknown_key.toml:3: builds.alpha.capcity_gw: unknown key; did you mean "
            "\"capacity_gw\"?\n"
            "--set builds.alpha.capacity_gw=0: builds.alpha.capacity_gw: must be above 0, is 0\n"
            "--set x=1: x: unknown key \"x\"; known: builds, claims, evidence, groups, inputs, "
            "metrics, parameters, platforms, regions, sources, translations, uses, epoch, factors, "
            "name, schema");
}

TEST(BadAssignments, ToABuildNotYetAnnounced) {
  EXPECT_EQ(
      message_of("good.toml", {.as_of = "2025-06", .assignments = {"builds.beta.capacity_gw=8"}}),
      "--set builds.beta.capacity_gw=8: builds.beta.capacity_gw: beta was not announced by "
      "2025-06");
}

TEST(BadAsOf, IsNotADate) {
  EXPECT_EQ(message_of("good.toml", {.as_of = "yesterday", .assignments = {}}),
            "--as-of yesterday: must be a date (\"2026-12-31\", \"2026-12\", \"2026-Q3\", "
            "\"2026-H2\" or \"2026\")");
}

}  // namespace
}  // namespace nameplate
