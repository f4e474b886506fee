#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/checkpoint/small_runs.hpp"

namespace nameplate {
namespace {

Checkpoint merged(Checkpoint const& a, Checkpoint const& b) { return merge(a, b, "a", "b"); }

TEST(Merge, OfPartsIsTheWhole) {
  Checkpoint const low = small_run({0, 1000}, {0, 1000}),
                   high = small_run({1000, 500}, {1000, 500});
  std::vector<std::byte> const whole = to_bytes(small_run({0, 1500}, {0, 1500}));
  EXPECT_EQ(to_bytes(merged(low, high)), whole);
  EXPECT_EQ(to_bytes(merged(high, low)), whole);
}

TEST(Merge, LeavesHolesOpen) {
  Checkpoint const low = small_run({0, 1000}, {0, 1000}),
                   high = small_run({2000, 500}, {2000, 500});
  Checkpoint const both = merged(low, high);
  EXPECT_EQ(both.subject.range, (PathSpan{0, 2500}));
  EXPECT_EQ(both.paths.count(), 1500u);
  EXPECT_FALSE(both.is_complete());
}

TEST(Merge, RefusesPathsThatAreInBoth) {
  Checkpoint const low = small_run({0, 2000}, {0, 2000}),
                   high = small_run({1500, 900}, {1500, 900});
  EXPECT_EQ(refusal([&] { merged(low, high); }), "b: has paths that a has too: 1,500 to 1,999");
  EXPECT_EQ(refusal([&] { merged(low, low); }), "b: has paths that a has too: 0 to 1,999");
}

TEST(Merge, RefusesAnotherRun) {
  Checkpoint const low = small_run({0, 100}, {0, 100});
  Checkpoint high = small_run({100, 100}, {100, 100});
  high.subject.seed = 8;
  EXPECT_EQ(refusal([&] { merged(low, high); }),
            "b: is of another run: seed: 8 in the checkpoint, 7 in a");
}

}  // namespace
}  // namespace nameplate
