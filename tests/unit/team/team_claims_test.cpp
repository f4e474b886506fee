#include "host/team/team_claims.hpp"

#include <gtest/gtest.h>

namespace nameplate {
namespace {

class Counter : public SharedCounter {
 public:
  std::optional<std::uint64_t> add(std::uint64_t count) override {
    ++requests;
    if (is_silent) return {};
    return std::exchange(value, value + count);
  }
  std::uint64_t value = 0;
  int requests = 0;
  bool is_silent = false;
};

TEST(TeamClaims, GrowWhileTheyLastTooShort) {
  constexpr std::uint64_t positions = 1'000'000'000;
  Counter counter;
  TeamClaims claims(counter, positions, 4);
  std::uint64_t claimed = 0, largest = 0;
  for (PathSpan span = claims.claim(100); span.first < positions; span = claims.claim(100)) {
    EXPECT_EQ(span.first, claimed);
    claimed = span.end();
    largest = std::max(largest, span.count);
  }
  EXPECT_GT(largest, 1'000'000);
  EXPECT_LE(largest, positions / (4 * 4));  // of an equal share a quarter
  EXPECT_LT(counter.requests, 400);
  EXPECT_EQ(claims.claimed(), PathSet({0, positions}));
}

TEST(TeamClaims, AreNeverSmallerThanAsked) {
  Counter counter;
  TeamClaims claims(counter, 1000, 8);
  EXPECT_EQ(claims.claim(300), (PathSpan{0, 300}));
  EXPECT_EQ(claims.claim(300), (PathSpan{300, 300}));
  counter.value = 900;  // others claimed too
  EXPECT_EQ(claims.claim(300), (PathSpan{900, 300}));
  EXPECT_EQ(claims.claimed().count(), 700);  // what lies beyond the list is not there
  EXPECT_FALSE(claims.is_lost());
}

TEST(TeamClaims, AreLostWithTheCounter) {
  Counter counter;
  TeamClaims claims(counter, 1000, 2);
  claims.claim(10);
  counter.is_silent = true;
  EXPECT_GE(claims.claim(10).first, 1000);
  EXPECT_TRUE(claims.is_lost());
  EXPECT_EQ(claims.claimed(), PathSet({0, 10}));
}

}  // namespace
}  // namespace nameplate
