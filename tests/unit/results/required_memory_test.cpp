#include "host/required_memory.hpp"

#include <gtest/gtest.h>

#include <utility>

#include "kernels/plan_view.hpp"
#include "kernels/tally.hpp"
#include "nameplate/error.hpp"
#include "tests/unit/results/fake_run.hpp"

namespace nameplate {
namespace {

std::string refusal(std::size_t outputs, std::uint64_t paths, std::uint64_t available_bytes) {
  try {
    require_sample_memory(outputs, paths, available_bytes);
  } catch (InputError const& error) {
    return error.what();
  }
  return "accepted";
}

TEST(SampleMemory, IsAcceptedUpToTheLastByte) {
  EXPECT_EQ(refusal(3, 1'000'000, 20'000'000), "accepted");  // two rows to sort in
  EXPECT_NE(refusal(3, 1'000'000, 19'999'999), "accepted");
}

TEST(SampleMemory, RefusalSaysWhatIsNeededWhatIsThereAndWhatToAsk) {
  EXPECT_EQ(refusal(3, 2'000'000'000, 16'500'000'000),
            "samples: 2,000,000,000 paths of 3 outputs take 40.00 GB of memory, of which 16.50 GB "
            "are available: ask for 825,000,000 paths or fewer, or for fewer metrics, dates or "
            "scopes");
}

TEST(SampleMemory, HoldsForNumbersThatDoNotFit64Bits) {
  EXPECT_EQ(refusal(998, 1'000'000'000'000'000'000, 8'000'000'000),
            "samples: 1,000,000,000,000,000,000 paths of 998 outputs take 4000000000000 GB of "
            "memory, of which 8.000 GB are available: ask for 2,000,000 paths or fewer, or for "
            "fewer metrics, dates or scopes");
}

std::string refusal(CounterDemand const& demand, std::uint64_t available_bytes) {
  try {
    require_counter_memory(demand, available_bytes);
  } catch (InputError const& error) {
    return error.what();
  }
  return "accepted";
}

TEST(CounterMemory, IsAcceptedUpToTheLastByte) {
  CounterDemand const demand{.outputs = 10, .counters = 1'000'000, .threads = 4};
  EXPECT_EQ(refusal(demand, 56'000'000), "accepted");  // 12 bytes a thread, and 8 of the sum
  EXPECT_NE(refusal(demand, 55'999'999), "accepted");
}

TEST(CounterMemory, RefusalSaysHowManyThreadsWouldFit) {
  EXPECT_EQ(
      refusal({.outputs = 6'460, .counters = 200'000'000, .threads = 64, .is_estimate = true},
              31'000'000'000),
      "tallies: the counters of 6,460 outputs take about 155.2 GB of memory on 64 threads, of "
      "which "
      "31.00 GB are available: ask for 12 threads or fewer, or for fewer metrics, dates or scopes");
}

TEST(CounterMemory, RefusalOfWhatNoThreadCanHoldNamesNoThreads) {
  EXPECT_EQ(refusal({.outputs = 6'460, .counters = 200'000'000, .threads = 1}, 2'000'000'000),
            "tallies: the counters of 6,460 outputs take up to 4.000 GB of memory on 1 thread, of "
            "which 2.000 GB are available: ask for fewer metrics, dates or scopes");
}

/// Counters between the first and the last that a few paths use, twice, and two pages of 1,024; no
/// more than there are. Zeros and undefined values, at the ends, span nothing.
TEST(CounterMemory, IsEstimatedByWhatAFewPathsUse) {
  Plan const plan = fake_plan({{}, {}, {}});
  Tallies tallies(plan);
  TallyRecord const* const records = PlanView(plan.bytes.data()).tallies();
  tallies.counts[records[0].first_bin + 5000] = 1;
  tallies.counts[records[0].first_bin + 5999] = 3;
  tallies.counts[records[0].first_bin] = 9;
  tallies.counts[records[0].first_bin + undefined_bin(records[0])] = 9;
  for (std::uint32_t i : {2u, counter_count(records[1]) - 3})
    tallies.counts[records[1].first_bin + i] = 1;
  std::vector<Tallies> few;
  few.push_back(std::move(tallies));
  CounterDemand const demand = estimated_demand({&plan}, few, 3);
  EXPECT_EQ(demand.outputs, 3);
  EXPECT_EQ(demand.counters, 2 * 1000 + 2048 + counter_count(records[1]) + 2048);
  EXPECT_EQ(demand.threads, 3);
  EXPECT_TRUE(demand.is_estimate);
}

}  // namespace
}  // namespace nameplate
