#include "nameplate/path_set.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <stdexcept>

namespace nameplate {

void PrintTo(PathSpan const& span, std::ostream* out) {
  *out << "[" << span.first << ", " << span.end() << ")";
}

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

PathSet set_of(std::initializer_list<PathSpan> spans) {
  PathSet set;
  for (PathSpan const& span : spans) set.add(span);
  return set;
}

TEST(PathSet, JoinsSpansThatTouchInAnyOrder) {
  EXPECT_THAT(set_of({{0, 10}, {10, 5}}).spans(), ElementsAre(PathSpan{0, 15}));
  EXPECT_THAT(set_of({{10, 5}, {0, 10}}).spans(), ElementsAre(PathSpan{0, 15}));
  EXPECT_THAT(set_of({{0, 10}, {20, 5}, {10, 10}}).spans(), ElementsAre(PathSpan{0, 25}));
  EXPECT_THAT(set_of({{20, 5}, {0, 10}}).spans(), ElementsAre(PathSpan{0, 10}, PathSpan{20, 5}));
  EXPECT_THAT(set_of({{20, 5}, {0, 10}, {12, 2}}).spans(),
              ElementsAre(PathSpan{0, 10}, PathSpan{12, 2}, PathSpan{20, 5}));
}

TEST(PathSet, CountsItsPaths) {
  EXPECT_EQ(set_of({{0, 10}, {20, 5}}).count(), 15u);
  EXPECT_EQ(PathSet().count(), 0u);
  EXPECT_TRUE(set_of({{7, 0}}).empty());
}

TEST(PathSet, RefusesPathsThatItHas) {
  PathSet const set = set_of({{10, 10}, {30, 10}});
  for (PathSpan const span : {PathSpan{10, 1}, {19, 1}, {5, 6}, {5, 100}, {25, 6}, {39, 5}}) {
    EXPECT_TRUE(set.overlaps(span)) << span.first;
    EXPECT_THROW(PathSet(set).add(span), std::invalid_argument) << span.first;
  }
  for (PathSpan const span : {PathSpan{0, 10}, {20, 10}, {40, 1}, {15, 0}})
    EXPECT_FALSE(set.overlaps(span)) << span.first;
  EXPECT_TRUE(set.overlaps(set_of({{0, 5}, {35, 1}})));
  EXPECT_FALSE(set.overlaps(set_of({{0, 5}, {25, 5}})));
}

TEST(PathSet, RefusesNumbersBeyond64Bits) {
  constexpr std::uint64_t last = std::numeric_limits<std::uint64_t>::max();
  EXPECT_THROW(PathSet(PathSpan{last, 1}).add({last - 1, 3}), std::invalid_argument);
  EXPECT_THROW(PathSet({last, 2}), std::invalid_argument);
}

TEST(PathSet, KnowsWhatIsMissing) {
  PathSet const set = set_of({{10, 10}, {30, 10}});
  EXPECT_THAT(set.missing_from({0, 50}).spans(),
              ElementsAre(PathSpan{0, 10}, PathSpan{20, 10}, PathSpan{40, 10}));
  EXPECT_THAT(set.missing_from({15, 10}).spans(), ElementsAre(PathSpan{20, 5}));
  EXPECT_THAT(set.missing_from({12, 3}).spans(), IsEmpty());
  EXPECT_THAT(set.missing_from({20, 10}).spans(), ElementsAre(PathSpan{20, 10}));
  EXPECT_THAT(set.missing_from({20, 0}).spans(), IsEmpty());
  EXPECT_THAT(PathSet().missing_from({3, 4}).spans(), ElementsAre(PathSpan{3, 4}));
}

TEST(PathSet, SlicesByPosition) {
  PathSet const set = set_of({{10, 10}, {30, 10}});
  EXPECT_THAT(set.slice(0, 4).spans(), ElementsAre(PathSpan{10, 4}));
  EXPECT_THAT(set.slice(8, 4).spans(), ElementsAre(PathSpan{18, 2}, PathSpan{30, 2}));
  EXPECT_THAT(set.slice(10, 1).spans(), ElementsAre(PathSpan{30, 1}));
  EXPECT_THAT(set.slice(15, 100).spans(), ElementsAre(PathSpan{35, 5}));
  EXPECT_THAT(set.slice(20, 1).spans(), IsEmpty());
}

}  // namespace
}  // namespace nameplate
