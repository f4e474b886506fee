#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/checkpoint/small_runs.hpp"

namespace nameplate {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

Request const usual = {{"2026"}, {"portfolio"}, {"facility_gw"}};

CheckpointSubject subject_of(Catalog const& catalog, Request const& request = usual) {
  return checkpoint_subject({checkpoint_plan(catalog, compile(catalog, request))},
                            small_options({0, 100}));
}

class Differences : public testing::Test {
 protected:
  std::vector<std::string> from_usual(CheckpointSubject const& there) const {
    return differences(there, usual_);
  }

  CheckpointSubject const usual_ = subject_of(small_catalog());
};

TEST_F(Differences, AreNoneForTheSameRunOfOtherPaths) {
  CheckpointSubject other = usual_;
  other.range = {100, 100};
  EXPECT_THAT(from_usual(other), IsEmpty());
}

TEST_F(Differences, NameWhatIsAsked) {
  EXPECT_THAT(from_usual(subject_of(small_catalog(), {{"2027"},
                                                      {"portfolio", "group:ours"},
                                                      {"facility_gw", "it_gw"},
                                                      {"build:site completes"},
                                                      true})),
              ElementsAre("dates: 2027-12-31 in the checkpoint, 2026-12-31 here",
                          "scopes: portfolio, group:ours in the checkpoint, portfolio here",
                          "metrics: facility_gw, it_gw in the checkpoint, facility_gw here",
                          "given: build:site completes in the checkpoint, none here",
                          "overlaps: left in in the checkpoint, taken off here"));
}

TEST_F(Differences, NameWhatIsRun) {
  CheckpointSubject other = usual_;
  other.version = "9.9";
  other.seed = 8;
  EXPECT_THAT(from_usual(other), ElementsAre("version of nameplate: 9.9 in the checkpoint, " +
                                                 usual_.version + " here",
                                             "seed: 8 in the checkpoint, 7 here"));
  other = usual_;
  other.plans.push_back(other.plans[0]);
  EXPECT_THAT(from_usual(other), ElementsAre("kind: a comparison in the checkpoint, a run here"));
}

TEST_F(Differences, NoticeAChangedFigure) {
  Catalog const other = TinyCatalog()
                            .law("delay_months", "\"2 to 21\"")
                            .build({.groups = "[\"ours\"]"})
                            .add("[groups.ours]\nname = \"Ours\"\n")
                            .parse();
  EXPECT_THAT(from_usual(subject_of(other)),
              ElementsAre(StartsWith("figures of the catalog, by fingerprint: ")));
}

TEST_F(Differences, NoticeAnotherModelInTheProgram) {
  CheckpointSubject other = usual_;
  other.model_checksum ^= 1;
  EXPECT_THAT(from_usual(other), ElementsAre(StartsWith("model in the program, by checksum: ")));
}

TEST_F(Differences, NameTheSideOfAComparison) {
  CheckpointSubject here = usual_, there = usual_;
  here.plans.push_back(here.plans[0]);
  there.plans.push_back(there.plans[0]);
  there.plans[1].as_of = "2025-06-30";
  EXPECT_THAT(differences(there, here, "in a"),
              ElementsAre("alternative: as of: 2025-06-30 in the checkpoint, latest in a"));
}

}  // namespace
}  // namespace nameplate
