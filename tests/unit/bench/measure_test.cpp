#include "host/bench/measure.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace nameplate {
namespace {

/// Work that takes as long as a list says, and the clock that it moves.
class SyntheticWork {
 public:
  /// Repetitions take these times the mean, in turn.
  explicit SyntheticWork(std::vector<double> factors) : factors_(std::move(factors)) {}

  Timed operator()(std::uint64_t items) {
    calls_.push_back(items);
    items = std::min(items, most_items);
    double const seconds = (seconds_per_call + static_cast<double>(items) * seconds_per_item) *
                           factors_[repetition_++ % factors_.size()];
    clock += seconds;
    return {items, seconds};
  }

  std::vector<std::uint64_t> const& calls() const { return calls_; }

  double clock = 0, seconds_per_item = 1e-6, seconds_per_call = 0;
  std::uint64_t most_items = ~std::uint64_t{0};

 private:
  std::vector<double> factors_;
  std::size_t repetition_ = 0;
  std::vector<std::uint64_t> calls_;
};

constexpr NoiseRule rule{
    .max_noise = 0.02, .max_seconds = 2, .min_samples = 8, .sample_seconds = 0.05};

Measurement measured(SyntheticWork& work, std::uint64_t least_items = 1,
                     NoiseRule const& by = rule) {
  return measure([&](std::uint64_t items) { return work(items); }, least_items, by,
                 [&] { return work.clock; }, [] {});
}

TEST(Measure, QuietWorkStopsAtTheLeastNumberOfRepetitions) {
  SyntheticWork work({1});
  Measurement const result = measured(work);
  EXPECT_EQ(result.seconds.size(), rule.min_samples);
  EXPECT_TRUE(result.is_settled);
}

TEST(Measure, RepetitionsTakeAboutTheTimeAskedFor) {
  SyntheticWork work({1});
  Measurement const result = measured(work);
  EXPECT_GE(result.seconds.front(), 0.8 * rule.sample_seconds);
  EXPECT_LT(result.seconds.front(), 3 * rule.sample_seconds);
  EXPECT_EQ(work.calls().back(), result.items);
}

TEST(Measure, RepetitionsHaveTheItemsThatAreAskedForIfTimeAllows) {
  SyntheticWork work({1});
  EXPECT_GE(measured(work, 150'000).items, 0.8 * 150'000);
  SyntheticWork slow({1});
  Measurement const result = measured(slow, 10'000'000);  // 10 s
  EXPECT_EQ(result.seconds.size(), rule.min_samples);
  EXPECT_LE(result.wall_seconds, 1.3 * rule.max_seconds);
}

TEST(Measure, WhatACallCostsApartFromItsItemsDoesNotMakeItsRepetitionsSmall) {
  SyntheticWork work({1});
  work.seconds_per_call = 0.3;  // more than a repetition should take
  EXPECT_GT(measured(work, 10'000'000).items, 300'000u) << "less than a call costs";
}

TEST(Measure, NoisyWorkIsRepeatedUntilItsMedianIsKnown) {
  SyntheticWork work({1, 1.03, 0.99, 1.08, 1.0, 0.97, 1.01});
  Measurement const result = measured(work);
  EXPECT_TRUE(result.is_settled);
  EXPECT_GT(result.seconds.size(), rule.min_samples);
  EXPECT_LE(*summarize_series(result.seconds).noise(), rule.max_noise);
}

TEST(Measure, WorkThatNeverSettlesEndsAtTheTimeAndSaysSo) {
  SyntheticWork work({1, 2});
  Measurement const result = measured(work);
  EXPECT_FALSE(result.is_settled);
  EXPECT_GE(result.wall_seconds, rule.max_seconds);
  EXPECT_LT(result.wall_seconds, rule.max_seconds + 0.5);
}

TEST(Measure, SlowWorkIsStillRepeatedOnce) {
  SyntheticWork work({1});
  work.seconds_per_item = 1;
  Measurement const result = measured(work);
  EXPECT_EQ(result.seconds.size(), 1u);
  EXPECT_FALSE(result.is_settled);
}

TEST(Measure, WorkOfLimitedSizeDoesNotGrowForEver) {
  SyntheticWork work({1});
  work.most_items = 3000;  // 3 ms
  Measurement const result = measured(work);
  EXPECT_EQ(result.items, 3000u);
  EXPECT_TRUE(result.is_settled);
}

TEST(Measure, CallsBetweenBeforeTheFirstAndAfterEveryRepetition) {
  SyntheticWork work({1});
  std::size_t calls = 0;
  Measurement const result = measure([&](std::uint64_t items) { return work(items); }, 1, rule,
                                     [&] { return work.clock; }, [&] { ++calls; });
  EXPECT_EQ(calls, result.seconds.size() + 1);
}

TEST(NoiseRule, WantsMoreUntilQuietOrLate) {
  std::vector<double> const quiet(8, 1.0), few(7, 1.0);
  EXPECT_FALSE(wants_more(quiet, 0.1, rule));
  EXPECT_TRUE(wants_more(few, 0.1, rule));
  EXPECT_FALSE(wants_more(few, 2.1, rule));
  EXPECT_TRUE(wants_more({1, 1.1, 0.9, 1, 1.1, 0.9, 1, 1}, 0.1, rule));
  EXPECT_TRUE(wants_more({}, 2.1, rule));
}

}  // namespace
}  // namespace nameplate
