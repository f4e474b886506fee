#include "nameplate/error.hpp"

#include <gtest/gtest.h>

namespace nameplate {
namespace {

TEST(ProblemText, HasFileLinePlaceAndText) {
  EXPECT_EQ(to_string({{"a.toml", 14, 3}, "builds.x.mw", "must be above 0"}),
            "a.toml:14: builds.x.mw: must be above 0");
}

TEST(ProblemText, LeavesOutWhatIsMissing) {
  Problem problem;
  problem.text = "the file is empty";
  EXPECT_EQ(to_string(problem), "the file is empty");
  problem.at.file = "a.toml";
  EXPECT_EQ(to_string(problem), "a.toml: the file is empty");
  problem.place = "name";
  EXPECT_EQ(to_string(problem), "a.toml: name: the file is empty");
  problem.at.file = "";
  EXPECT_EQ(to_string(problem), "name: the file is empty");
}

TEST(InputError, ShowsOneProblemPerLine) {
  InputError const error({{{"a.toml", 1}, "x", "one"}, {{"a.toml", 2}, "y", "two"}});
  EXPECT_STREQ(error.what(), "a.toml:1: x: one\na.toml:2: y: two");
  ASSERT_EQ(error.problems().size(), 2U);
  EXPECT_EQ(error.problems()[1].place, "y");
}

}  // namespace
}  // namespace nameplate
