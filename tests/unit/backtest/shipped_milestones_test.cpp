#include <gtest/gtest.h>

#include <set>

#include "host/backtest/milestone.hpp"

/// What the shipped milestones owe their readers.
namespace nameplate {
namespace {

struct Shipped {
  Catalog catalog = load_catalog(NAMEPLATE_DATA_DIR "/catalog.toml");
  Milestones milestones = load_milestones(NAMEPLATE_DATA_DIR "/milestones.toml", catalog);
};

std::set<std::string> ids(std::string const& letter, int count) {
  std::set<std::string> expected;
  for (int i = 1; i <= count; ++i) expected.insert(letter + std::to_string(i));
  return expected;
}

template <class Rows>
std::set<std::string> ids_of(Rows const& rows, char letter) {
  std::set<std::string> found;
  for (auto const& row : rows)
    if (row.id.front() == letter) found.insert(row.id);
  return found;
}

TEST(ShippedMilestones, ScoreEveryDate) {
  EXPECT_EQ(ids_of(Shipped().milestones.scored, 'd'), ids("d", 23));
}

TEST(ShippedMilestones, ScoreEveryValueThatTheModelHas) {
  Milestones const milestones = Shipped().milestones;
  std::set<std::string> expected = ids("v", 11);
  expected.erase("v6");  // money
  expected.erase("v7");  // contracts
  EXPECT_EQ(ids_of(milestones.scored, 'v'), expected);
  EXPECT_EQ(ids_of(milestones.unscored, 'v'), (std::set<std::string>{"v6", "v7"}));
}

TEST(ShippedMilestones, KeepTheOthersAsRecords) {
  Milestones const milestones = Shipped().milestones;
  EXPECT_EQ(ids_of(milestones.unscored, 'x'), ids("x", 6));
  EXPECT_EQ(ids_of(milestones.unscored, 'p'), ids("p", 6));
  EXPECT_EQ(ids_of(milestones.unscored, 'm'), ids("m", 6));
  EXPECT_EQ(ids_of(milestones.unscored, 'q'), ids("q", 4));
  EXPECT_EQ(ids_of(milestones.unscored, 'e'), ids("e", 4));
  EXPECT_EQ(ids_of(milestones.unscored, 'g'), ids("g", 5));
}

TEST(ShippedMilestones, EndWithTheYear2025) {
  Shipped const shipped;
  double const end = months_after_epoch("2025-12-31", shipped.catalog, "");
  for (Milestone const& row : shipped.milestones.scored) {
    if (row.id == "v11") continue;  // passed in 2025, and so at its own date
    EXPECT_LE(row.resolved_month, end) << row.id;
  }
}

TEST(ShippedMilestones, NameTheirSources) {
  Milestones const milestones = Shipped().milestones;
  for (Milestone const& row : milestones.scored)
    EXPECT_FALSE(row.evidence.source.empty()) << row.id;
  for (UnscoredMilestone const& row : milestones.unscored)
    EXPECT_FALSE(row.evidence.source.empty()) << row.id;
}

TEST(ShippedMilestones, UseEverySourceThatTheyExplain) {
  Milestones const milestones = Shipped().milestones;
  std::set<std::string> used;
  for (Milestone const& row : milestones.scored)
    used.insert(row.evidence.source.begin(), row.evidence.source.end());
  for (UnscoredMilestone const& row : milestones.unscored)
    used.insert(row.evidence.source.begin(), row.evidence.source.end());
  used.insert({"toms-racks", "reddit-wt"});  // named in a note
  for (auto const& [source, text] : milestones.sources)
    EXPECT_TRUE(used.contains(source)) << source << ": " << text;
}

}  // namespace
}  // namespace nameplate
