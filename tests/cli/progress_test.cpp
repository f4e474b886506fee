#include "host/cli/progress.hpp"

#include <gtest/gtest.h>

namespace nameplate {
namespace {

TEST(ProgressLine, ShowsShareRateAndTimeLeft) {
  EXPECT_EQ(progress_line(250'000, 1'000'000, 0.5),
            " 25 %  [#######                       ]  0.500 million paths/s, 0:02 left");
  EXPECT_EQ(progress_line(1'000'000, 1'000'000, 2),
            "100 %  [##############################]  0.500 million paths/s, 0:00 left");
}

TEST(ProgressLine, CountsHours) {
  EXPECT_EQ(progress_line(1'000'000, 8'000'000'000, 1),
            "  0 %  [                              ]  1.00 million paths/s, 2:13:19 left");
}

TEST(ProgressLine, HasNoRateBeforeTheFirstPath) {
  EXPECT_EQ(progress_line(0, 10, 1), "  0 %  [                              ]");
}

}  // namespace
}  // namespace nameplate
