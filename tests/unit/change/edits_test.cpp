#include "host/change/edits.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/catalog/problems.hpp"

namespace nameplate {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Node tree(std::string const& text) {
  Problems problems;
  Node root = parse_toml(text, "test.toml", problems);
  problems.throw_if_any();
  return root;
}

std::vector<std::string> keys_of(std::string const& before, std::string const& after) {
  std::vector<std::string> keys;
  for (Edit const& edit : find_edits(tree(before), tree(after))) keys.push_back(edit.key());
  return keys;
}

TEST(FindEdits, NamesChangedAddedAndRemovedKeys) {
  EXPECT_THAT(keys_of("[builds.a]\nregion = \"us\"\ncapacity_gw = 1\nslip_months = 2",
                      "[builds.a]\nregion = \"us\"\ncapacity_gw = 2\nstatus = \"announced\""),
              ElementsAre("builds.a.capacity_gw", "builds.a.slip_months", "builds.a.status"));
}

TEST(FindEdits, NamesEntriesAsAWhole) {
  EXPECT_THAT(keys_of("[builds.a]\ncapacity_gw = 1", "[builds.b]\ncapacity_gw = 1"),
              ElementsAre("builds.a", "builds.b"));
}

TEST(FindEdits, TellsTheLawsOfATableApart) {
  EXPECT_THAT(keys_of("[builds.a.parameters]\nload_factor = 0.7\nannual_pue = 1.2",
                      "[builds.a.parameters]\nload_factor = 0.6\nannual_pue = 1.2"),
              ElementsAre("builds.a.parameters.load_factor"));
  EXPECT_THAT(keys_of("[parameters.p]\nby_status = { announced = 1, operating = 2 }",
                      "[parameters.p]\nby_status = { announced = 3, operating = 2 }"),
              ElementsAre("parameters.p.by_status.announced"));
}

TEST(FindEdits, TakesLawsAndArraysAsAWhole) {
  EXPECT_THAT(keys_of("[parameters.p]\ndistribution = { family = \"normal\", mean = 1, sd = 2 }",
                      "[parameters.p]\ndistribution = { family = \"normal\", mean = 3, sd = 4 }"),
              ElementsAre("parameters.p.distribution"));
  EXPECT_THAT(keys_of("[builds.a]\nphases = [{ mw = 1 }, { mw = 2 }]",
                      "[builds.a]\nphases = [{ mw = 1 }, { mw = 3 }]"),
              ElementsAre("builds.a.phases"));
}

TEST(FindEdits, LeavesOutWhatNoResultDependsOn) {
  EXPECT_THAT(
      keys_of("name = \"x\"\n[builds.a]\nname = \"A\"\nnote = \"n\"\n[claims.c]\nvalue = 1",
              "name = \"y\"\n[builds.a]\nname = \"B\"\nsource = [\"s\"]\n[sources]\ns = \"S\""),
      IsEmpty());
}

TEST(FindEdits, KnowsNumbersFromOtherNumbersAndText) {
  EXPECT_THAT(keys_of("[builds.a]\nx = 1", "[builds.a]\nx = 1"), IsEmpty());
  EXPECT_THAT(keys_of("[builds.a]\nx = 1.5", "[builds.a]\nx = 1.5000001"),
              ElementsAre("builds.a.x"));
  EXPECT_THAT(keys_of("[builds.a]\nx = 1", "[builds.a]\nx = \"1\""), ElementsAre("builds.a.x"));
}

TEST(ApplyEdits, LeadFromOneTreeToTheOther) {
  Node const before = tree("[builds.a]\nx = 1\ny = 2\n[builds.c]\nx = 1\n[regions.r]\nz = 1");
  Node const after = tree("[builds.a]\nx = 3\n[builds.b]\nx = 1\n[regions.r.parameters]\nq = 2");
  Node root = before;
  for (Edit const& edit : find_edits(before, after)) apply(edit, root);
  EXPECT_THAT(find_edits(root, after), IsEmpty());
}

TEST(CommonGround, HasTheGroupsAndSourcesOfBoth) {
  Node const ground = common_ground(tree("[groups.a]\n[sources]\ns = \"S\"\n[claims.c]\nvalue = 1"),
                                    tree("[groups.b]\n[sources]\nt = \"T\""));
  EXPECT_EQ(ground.table()->at("groups").table()->size(), 2u);
  EXPECT_EQ(ground.table()->at("sources").table()->size(), 2u);
  EXPECT_FALSE(ground.table()->contains("claims"));
}

}  // namespace
}  // namespace nameplate
