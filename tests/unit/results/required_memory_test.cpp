#include "host/required_memory.hpp"

#include <gtest/gtest.h>

#include "nameplate/error.hpp"

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
  EXPECT_EQ(refusal(demand, 48'000'000), "accepted");  // 12 bytes each
  EXPECT_NE(refusal(demand, 47'999'999), "accepted");
}

TEST(CounterMemory, RefusalSaysHowManyThreadsWouldFit) {
  EXPECT_EQ(
      refusal({.outputs = 6'460, .counters = 200'000'000, .threads = 64}, 31'000'000'000),
      "tallies: the counters of 6,460 outputs take up to 153.6 GB of memory on 64 threads, of "
      "which "
      "31.00 GB are available: ask for 12 threads or fewer, or for fewer metrics, dates or scopes");
}

TEST(CounterMemory, RefusalOfWhatNoThreadCanHoldNamesNoThreads) {
  EXPECT_EQ(refusal({.outputs = 6'460, .counters = 200'000'000, .threads = 1}, 2'000'000'000),
            "tallies: the counters of 6,460 outputs take up to 2.400 GB of memory on 1 thread, of "
            "which 2.000 GB are available: ask for fewer metrics, dates or scopes");
}

}  // namespace
}  // namespace nameplate
