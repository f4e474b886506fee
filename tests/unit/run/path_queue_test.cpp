#include "host/path_queue.hpp"

#include <gtest/gtest.h>

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
