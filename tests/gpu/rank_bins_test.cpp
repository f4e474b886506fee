#include "host/results/rank_bins.hpp"

#include <execution>
#include <numeric>
#include <random>

#include "tests/gpu/device_functions.hpp"
#include "tests/gpu/gpu_test.hpp"

namespace nameplate {
namespace {

using Counts = std::vector<std::uint64_t>;

/// Mostly empty bins, some beyond 32 bits, empty ends.
Counts random_counts(std::size_t bins) {
  std::mt19937_64 random(7);
  Counts counts(bins);
  for (std::size_t i = 3; i + 3 < bins; ++i) {
    if (random() % 3 == 0) counts[i] = random() % 1000;
    if (random() % 500 == 0) counts[i] = random() >> 24;
  }
  return counts;
}

/// First and last rank of every bin that has any.
Counts edge_ranks(Counts const& counts) {
  Counts ranks;
  std::uint64_t before = 0;
  for (std::uint64_t const count : counts) {
    if (count > 0) ranks.insert(ranks.end(), {before + 1, before + count});
    before += count;
  }
  return ranks;
}

void expect_equal(std::vector<RankBin> const& actual, std::vector<RankBin> const& expected) {
  ASSERT_EQ(actual.size(), expected.size());
  for (std::size_t i = 0; i < actual.size(); ++i) {
    ASSERT_EQ(actual[i].bin, expected[i].bin) << i;
    ASSERT_EQ(actual[i].before, expected[i].before) << i;
    ASSERT_EQ(actual[i].count, expected[i].count) << i;
  }
}

std::vector<RankBin> with_standard_library(Counts const& counts, Counts const& ranks) {
  std::vector<RankBin> bins(ranks.size());
  Counts cumulative(counts.size());
  rank_bins(std::execution::seq, counts.data(), static_cast<std::uint32_t>(counts.size()),
            cumulative.data(), ranks.data(), static_cast<std::uint32_t>(ranks.size()), bins.data());
  return bins;
}

using GpuRankBins = GpuTest;

TEST_F(GpuRankBins, HostAndDeviceAndStandardLibraryAgree) {
  Counts const counts = random_counts(30'003), ranks = edge_ranks(counts);
  std::vector<RankBin> on_host(ranks.size());
  rank_bins(counts, ranks, on_host);
  expect_equal(on_host, with_standard_library(counts, ranks));
  expect_equal(rank_bins_on_device(counts, ranks), on_host);
}

TEST_F(GpuRankBins, EveryRankFallsIntoItsBin) {
  Counts const counts = {0, 2, 0, 1, 3, 0}, ranks = {1, 2, 3, 4, 5, 6};
  std::vector<RankBin> const expected = {{1, 0, 2}, {1, 0, 2}, {3, 2, 1},
                                         {4, 3, 3}, {4, 3, 3}, {4, 3, 3}};
  expect_equal(rank_bins_on_device(counts, ranks), expected);
}

}  // namespace
}  // namespace nameplate
