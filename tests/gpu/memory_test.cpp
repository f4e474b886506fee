#include <gmock/gmock.h>

#include <algorithm>

#include "host/cuda/fit_memory.hpp"
#include "nameplate/compare.hpp"
#include "nameplate/error.hpp"
#include "nameplate/samples.hpp"
#include "tests/gpu/gpu_test.hpp"
#include "tests/gpu/paths.hpp"
#include "tests/gpu/plans.hpp"
#include "tests/support/unsorted_values.hpp"

/// Where device memory is short, less is done at a time, with the same results, and it is said.
namespace nameplate {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

class GpuMemory : public GpuTest {
 protected:
  /// On device 0, with its notices kept.
  RunOptions short_of_memory(Paths const& paths) {
    RunOptions asked = options(paths, Backend::cuda);
    asked.devices = {0};
    asked.notice = [this](std::string const& text) { notices_.push_back(text); };
    return asked;
  }

  std::vector<std::string> notices_;
};

/// Takes the memory of device 0 but for so many bytes.
DeviceBuffer<std::byte> hog(std::uint64_t bytes_left) {
  return {free_device_bytes() - bytes_left, "a test"};
}

constexpr std::uint64_t mebibyte = std::uint64_t{1} << 20;

/// What `mode(options)` takes of device 0 for one path.
std::uint64_t bytes_of_one_path(auto const& mode) {
  std::uint64_t const before = free_device_bytes();
  std::uint64_t taken = 0;
  RunOptions asked = options({1, 0, 0}, Backend::cuda);
  asked.devices = {0};
  asked.progress = [&](std::uint64_t) { taken = before - free_device_bytes(); };
  mode(asked);
  EXPECT_GT(taken, 0u);
  return taken;
}

TEST_F(GpuMemory, IsAskedForInHalvesUntilItSuffices) {
  std::vector<std::uint64_t> tried;
  auto const make = [&](std::uint64_t count) {
    tried.push_back(count);
    if (count > 300) throw OutOfDeviceMemory("too much");
    return count;
  };
  auto const keep = [this](std::string const& text) { notices_.push_back(text); };
  EXPECT_EQ(make_fitting({1001, 1, 1, "things"}, keep, make), 250u);
  EXPECT_THAT(tried, ElementsAre(1001, 500, 250));
  EXPECT_THAT(notices_, ElementsAre("not enough memory for 1,001 things: takes 250"));
  EXPECT_THROW(make_fitting({1001, 400, 1, "things"}, keep, make), OutOfDeviceMemory);
  EXPECT_THAT(tried, ElementsAre(1001, 500, 250, 1001, 500, 400));
}

TEST_F(GpuMemory, LeavesAQuarterOfWhatIsFree) {
  std::uint64_t const free = free_device_bytes();
  auto const bytes = [](std::uint64_t count) { return count; };
  std::uint64_t const taken = make_fitting(
      {free, 1, 1, "bytes"}, [](std::string const&) {}, bytes);
  EXPECT_EQ(taken, free / 2);
  EXPECT_EQ(make_fitting(
                {free / 2, 1, 1, "bytes"}, [](std::string const&) {}, bytes),
            free / 2);
}

TEST_F(GpuMemory, TooShortForAllBlocksOfARunTakesFewer) {
  Plan const plan = varied_plan();
  auto const mode = [&](RunOptions const& asked) { return run(plan, asked); };
  DeviceBuffer<std::byte> const taken = hog(bytes_of_one_path(mode) + 4 * mebibyte);
  EXPECT_TRUE(mode(short_of_memory({10'000, 0, 0})).tallies ==
              mode(options({10'000, 0, 0}, Backend::cpu)).tallies);
  ASSERT_EQ(notices_.size(), 1u);
  EXPECT_THAT(notices_[0], StartsWith("device 0 ("));
  EXPECT_THAT(notices_[0], HasSubstr("): not enough memory for "));
  EXPECT_THAT(notices_[0], HasSubstr(" blocks of paths in flight: takes "));
}

TEST_F(GpuMemory, TooShortForAChunkOfSamplesTakesASmallerOne) {
  Plan const plan = varied_plan();
  auto const mode = [&](RunOptions const& asked) { return sample(plan, asked); };
  DeviceBuffer<std::byte> const taken = hog(bytes_of_one_path(mode) + 16 * mebibyte);
  Samples const cuda = mode(short_of_memory({10'000, 3, 0}));
  Samples const cpu = mode(options({10'000, 3, 0}, Backend::cpu));
  EXPECT_TRUE(std::ranges::equal(std::as_bytes(std::span(cuda.values)),
                                 std::as_bytes(std::span(cpu.values))));
  ASSERT_FALSE(notices_.empty());
  EXPECT_THAT(notices_.back(), HasSubstr("not enough memory for 10,000 paths of a chunk: takes "));
}

TEST_F(GpuMemory, TooShortForAChunkOfAComparisonTakesASmallerOne) {
  Plan const base = varied_plan(), alternative = varied_plan(7);
  auto const mode = [&](RunOptions const& asked) { return compare(base, alternative, asked); };
  DeviceBuffer<std::byte> const taken = hog(bytes_of_one_path(mode) + 8 * mebibyte);
  Comparison const cuda = mode(short_of_memory({2000, 3, 0}));
  Comparison const cpu = mode(options({2000, 3, 0}, Backend::cpu));
  EXPECT_TRUE(cuda.tallies.base == cpu.tallies.base);
  EXPECT_TRUE(cuda.tallies.alternative == cpu.tallies.alternative);
  EXPECT_TRUE(cuda.tallies.difference == cpu.tallies.difference);
  ASSERT_FALSE(notices_.empty());
  EXPECT_THAT(notices_.back(), HasSubstr("not enough memory for 2,000 paths of a chunk: takes "));
}

TEST_F(GpuMemory, TooShortForAllValuesSortsThemInParts) {
  std::vector<float> on_device = unsorted_values(1'000'000), on_cpu = on_device;
  DeviceBuffer<std::byte> const taken = hog(4 * mebibyte);
  sort_values(on_device, short_of_memory({0, 0, 0}));
  sort_values(on_cpu, options({0, 0, 0}, Backend::cpu));
  EXPECT_TRUE(
      std::ranges::equal(std::as_bytes(std::span(on_device)), std::as_bytes(std::span(on_cpu))));
  ASSERT_EQ(notices_.size(), 1u);
  EXPECT_THAT(notices_[0], HasSubstr(" values to sort at a time: takes "));
}

TEST_F(GpuMemory, TooShortForTheLeastFailsWithTheBytes) {
  DeviceBuffer<std::byte> const taken = hog(mebibyte / 16);
  try {
    run(varied_plan(), short_of_memory({100, 0, 0}));
    FAIL() << "the run succeeded";
  } catch (RunError const& error) {
    EXPECT_THAT(error.what(), StartsWith("device 0 ("));
    EXPECT_THAT(error.what(), HasSubstr("): CUDA: not enough device memory for the counters of a "
                                        "chunk: asked for "));
  }
}

}  // namespace
}  // namespace nameplate
