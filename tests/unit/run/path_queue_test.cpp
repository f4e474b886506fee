#include "host/path_queue.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <span>
#include <thread>
#include <vector>

namespace nameplate {
namespace {

using Clock = PathQueue::Clock;

PathSet two_spans() {
  PathSet paths({100, 50});
  paths.add({1000, 30});
  return paths;
}

PathSet drained(PathQueue& queue, std::uint64_t max_count) {
  PathSet taken;
  while (auto const span = queue.take(max_count)) {
    EXPECT_LE(span->count, max_count);
    taken.add(*span);
  }
  return taken;
}

TEST(PathQueue, GivesEveryPathOnce) {
  for (std::uint64_t const max_count : {1u, 7u, 50u, 1000u}) {
    PathQueue queue(two_spans());
    EXPECT_TRUE(queue.has_more());
    EXPECT_EQ(drained(queue, max_count), two_spans()) << max_count;
    EXPECT_FALSE(queue.has_more());
  }
}

TEST(PathQueue, OfNoPathsHasNone) {
  PathQueue queue{PathSet()};
  EXPECT_FALSE(queue.has_more());
  EXPECT_FALSE(queue.take(1));
}

TEST(PathQueue, GivesEveryPathOnceToManyThreads) {
  PathQueue queue(PathSet({0, 100'000}));
  std::vector<PathSet> taken(8);
  {
    std::vector<std::jthread> threads;
    threads.reserve(taken.size());
    for (PathSet& set : taken) threads.emplace_back([&queue, &set] { set = drained(queue, 13); });
  }
  PathSet all;
  for (PathSet const& set : taken) all.add(set);
  EXPECT_EQ(all, PathSet({0, 100'000}));
}

TEST(PathQueue, IsShutFromTheMomentGivenUntilReopened) {
  PathQueue queue(PathSet({0, 100}));
  queue.open_until(Clock::now());
  EXPECT_FALSE(queue.take(10));
  EXPECT_TRUE(queue.has_more());
  queue.open_until(Clock::time_point::max());
  EXPECT_EQ(drained(queue, 10).count(), 100u);
}

TEST(PathQueue, StopsForGood) {
  std::atomic<bool> stop = false;
  PathQueue queue(PathSet({0, 100}), &stop);
  EXPECT_TRUE(queue.take(10));
  stop = true;
  EXPECT_FALSE(queue.take(10));
  EXPECT_FALSE(queue.has_more());
}

TEST(PathQueue, GivesNothingOnceClosed) {
  PathQueue queue(PathSet({0, 100}));
  queue.close();
  EXPECT_FALSE(queue.take(10));
}

/// Two queues with one counter stand for two processes.
TEST(PathQueue, SharesAListWithOtherProcesses) {
  std::atomic<std::uint64_t> position = 0;
  auto const claim = [&position](std::uint64_t at_least) {
    std::uint64_t const count = 3 * at_least;  // a stock for several calls
    return PathSpan{position.fetch_add(count), count};
  };
  PathQueue one(two_spans(), nullptr, claim), other(two_spans(), nullptr, claim);
  PathSet taken;
  for (bool any = true; any;) {
    any = false;
    for (PathQueue* queue : {&one, &other}) {
      if (auto const span = queue->take(7)) {
        taken.add(*span);
        any = true;
      }
    }
  }
  EXPECT_EQ(taken, two_spans());
}

/// Sizes of what a queue of so many paths hands out.
std::vector<std::uint64_t> sizes(std::uint64_t paths, std::size_t sharers, std::uint64_t max_count,
                                 std::uint64_t min_count) {
  PathQueue queue(PathSet({5, paths}), nullptr, {}, sharers);
  std::vector<std::uint64_t> sizes;
  while (auto const span = queue.take(max_count, min_count)) sizes.push_back(span->count);
  EXPECT_EQ(std::reduce(sizes.begin(), sizes.end()), paths);
  return sizes;
}

TEST(PathQueue, GivesAllItMayToTheOnlyOne) {
  EXPECT_EQ(sizes(2500, 1, 1000, 10), (std::vector<std::uint64_t>{1000, 1000, 500}));
}

TEST(PathQueue, GivesSharersLessTowardsTheEnd) {
  std::vector<std::uint64_t> const given = sizes(100'003, 4, 1000, 10);
  EXPECT_EQ(given.front(), 1000u);
  EXPECT_EQ(given[given.size() - 2], 10u);
  EXPECT_EQ(given.back(), 3u);
  EXPECT_TRUE(std::ranges::is_sorted(given, std::greater()));
  for (std::uint64_t const size : std::span(given).first(given.size() - 1))
    EXPECT_EQ(size % 10, 0u);
}

TEST(PathQueue, SpreadsAFewPathsOverAllSharers) {
  std::vector<std::uint64_t> const given = sizes(1'000'000, 8, 1 << 22, 10'000);
  EXPECT_GE(given.size(), 16u);
  EXPECT_LE(given.front(), 1'000'000u / 16);
}

/// How much longer than at best sharers of such speeds take, each with two takings in hand, as a
/// device has. Time is simulated.
double time_lost(std::vector<double> const& speeds, std::uint64_t max_count,
                 std::uint64_t min_count) {
  constexpr std::uint64_t paths = 10'000'000;
  PathQueue queue(PathSet({0, paths}), nullptr, {}, speeds.size());
  struct Sharer {
    double free_at = 0, second_free_at = 0;  // of the taking at work and of the one behind it
  };
  std::vector<Sharer> sharers(speeds.size());
  double end = 0;
  for (;;) {
    auto const next = std::ranges::min_element(sharers, {}, &Sharer::free_at);
    auto const span = queue.take(max_count, min_count);
    if (!span) break;
    double const speed = speeds[static_cast<std::size_t>(next - sharers.begin())];
    next->free_at = next->second_free_at;
    next->second_free_at += static_cast<double>(span->count) / speed;
    end = std::max(end, next->second_free_at);
  }
  return end * std::reduce(speeds.begin(), speeds.end()) / paths - 1;
}

/// In one size, the slowest would take 4 of the 10 million paths to the end and keep the rest
/// waiting.
TEST(PathQueue, KeepsUnequalSharersBusyToTheEnd) {
  std::vector<double> const speeds = {1, 1, 0.5, 0.8};
  EXPECT_LT(time_lost(speeds, 4'000'000, 10'000), 0.02);
  EXPECT_GT(time_lost(speeds, 4'000'000, 4'000'000), 0.2);
}

TEST(PathSource, KnowsWhatItTook) {
  PathQueue queue(PathSet({0, 100}));
  std::uint64_t finished = 0;
  PathSource one(queue, [&](std::uint64_t paths) { finished += paths; });
  PathSource other(queue, [](std::uint64_t) {});
  one.next(10);
  other.next(10);
  one.next(30);
  one.finished(40);
  EXPECT_EQ(one.taken().count(), 40u);
  EXPECT_TRUE(one.taken().overlaps(PathSpan{20, 30}));
  EXPECT_EQ(other.taken(), PathSet({10, 10}));
  EXPECT_EQ(finished, 40u);
}

}  // namespace
}  // namespace nameplate
