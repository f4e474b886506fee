#include <fmt/format.h>
#include <gmock/gmock.h>

#include <latch>
#include <thread>

#include "host/cuda/device.hpp"
#include "host/cuda/device_buffer.hpp"
#include "nameplate/error.hpp"
#include "nameplate/samples.hpp"
#include "tests/gpu/gpu_test.hpp"
#include "tests/gpu/paths.hpp"
#include "tests/gpu/plans.hpp"
#include "tests/support/unsorted_values.hpp"

/// Which devices a run takes, and that results do not depend on it.
namespace nameplate {
namespace {

using testing::HasSubstr;

int device_count() {
  int count = 0;
  cuda_check(cudaGetDeviceCount(&count), "cudaGetDeviceCount");
  return count;
}

int current_device() {
  int device = -1;
  cuda_check(cudaGetDevice(&device), "cudaGetDevice");
  return device;
}

RunOptions on_devices(std::vector<int> devices, Paths const& paths = {100, 0, 0}) {
  RunOptions asked = options(paths, Backend::cuda);
  asked.devices = std::move(devices);
  return asked;
}

std::string refusal_of(RunOptions const& asked) {
  try {
    run(small_plan(), asked);
  } catch (InputError const& error) {
    return error.what();
  }
  return "no error";
}

using GpuDevices = GpuTest;

TEST_F(GpuDevices, ThatAreNotThereAreRefusedByNumber) {
  int const count = device_count();
  std::string const visible = count == 1 ? "device 0 is the only one that is visible"
                                         : fmt::format("devices 0 to {} are visible", count - 1);
  EXPECT_EQ(refusal_of(on_devices({count})), fmt::format("devices: {}: {}", count, visible));
  EXPECT_EQ(refusal_of(on_devices({0, -1})), fmt::format("devices: -1: {}", visible));
}

TEST_F(GpuDevices, NamedTwiceAreRefused) {
  EXPECT_EQ(refusal_of(on_devices({0, 0})), "devices: 0 is named twice");
}

TEST_F(GpuDevices, ThatAreNamedMakeTheAutomaticBackendCuda) {
  RunOptions asked = on_devices({0});
  asked.backend = Backend::automatic;
  EXPECT_EQ(run(small_plan(), asked).facts.backend, "cuda");
  asked.devices = {device_count()};
  EXPECT_THAT(refusal_of(asked), HasSubstr("devices: "));
}

/// Skips the test, with the reason, where there is but one device.
class SeveralGpus : public GpuTest {
 protected:
  void SetUp() override {
    GpuTest::SetUp();
    if (!IsSkipped() && device_count() < 2) GTEST_SKIP() << "needs several devices, one is visible";
  }
};

TEST_F(SeveralGpus, GiveTheCpusTallies) {
  Plan const plan = varied_plan();
  for (Paths const& paths : {Paths{1, 0, 0}, Paths{3001, 17, 0}, Paths{3001, 17, 200}}) {
    SCOPED_TRACE(paths);
    EXPECT_TRUE(run(plan, options(paths, Backend::cuda)).tallies ==
                run(plan, options(paths, Backend::cpu)).tallies);
  }
}

TEST_F(SeveralGpus, GiveTheCpusTalliesOfManyWaves) {
  Plan const plan = small_plan();
  Paths const paths{1 << 18, 3, 0};
  EXPECT_TRUE(run(plan, options(paths, Backend::cuda)).tallies ==
              run(plan, options(paths, Backend::cpu)).tallies);
}

TEST_F(SeveralGpus, GiveTheCpusComparison) {
  Plan const base = varied_plan(), alternative = varied_plan(7);
  Paths const paths{2001, 17, 200};
  Comparison const cuda = compare(base, alternative, options(paths, Backend::cuda));
  Comparison const cpu = compare(base, alternative, options(paths, Backend::cpu));
  EXPECT_TRUE(cuda.tallies.base == cpu.tallies.base);
  EXPECT_TRUE(cuda.tallies.alternative == cpu.tallies.alternative);
  EXPECT_TRUE(cuda.tallies.difference == cpu.tallies.difference);
}

/// NaN is not equal to itself; its bytes are.
bool is_same(std::span<float const> a, std::span<float const> b) {
  return std::ranges::equal(std::as_bytes(a), std::as_bytes(b));
}

TEST_F(SeveralGpus, GiveTheCpusSamples) {
  Plan const plan = varied_plan();
  for (Paths const& paths : {Paths{3001, 17, 0}, Paths{3001, 17, 200}}) {
    SCOPED_TRACE(paths);
    EXPECT_TRUE(is_same(sample(plan, options(paths, Backend::cuda)).values,
                        sample(plan, options(paths, Backend::cpu)).values));
  }
}

TEST_F(SeveralGpus, SortLikeTheCpu) {
  for (std::uint64_t const chunk : {0, 3000}) {
    SCOPED_TRACE(chunk);
    std::vector<float> on_devices = unsorted_values(20'011), on_cpu = on_devices;
    sort_values(on_devices, options({0, 0, chunk}, Backend::cuda));
    sort_values(on_cpu, options({0, 0, 0}, Backend::cpu));
    EXPECT_TRUE(is_same(on_devices, on_cpu));
  }
}

TEST_F(SeveralGpus, OfOneNameAreCounted) {
  std::string const one = run(small_plan(), on_devices({0})).facts.device;
  std::string const two = run(small_plan(), on_devices({0, 1})).facts.device;
  std::string const other = run(small_plan(), on_devices({1})).facts.device;
  EXPECT_EQ(two, one == other ? "2 x " + one : one + " + " + other);
}

TEST_F(SeveralGpus, AreChosenByNumber) {
  RunOptions asked = on_devices({1}, {1000, 0, 300});
  asked.progress = [](std::uint64_t) { EXPECT_EQ(current_device(), 1); };
  EXPECT_EQ(run(small_plan(), asked).tallies.paths, 1000u);
}

/// As unequal as can be: all but the first device wait, with a chunk in hand, until that has found
/// no more paths.
TEST_F(SeveralGpus, OfUnequalSpeedShareThePathsByIt) {
  Plan const plan = small_plan();
  RunOptions const asked = options({6000, 0, 100}, Backend::cuda);
  Executors const executors = tallying_on_cuda(plan, asked);
  PathQueue queue(PathSet({0, asked.paths}), nullptr, {}, executors.size());
  std::vector<PathSet> taken(executors.size());
  std::latch first_is_done(1);
  {
    std::vector<std::jthread> threads;
    threads.reserve(executors.size());
    for (std::size_t i = 0; i < executors.size(); ++i)
      threads.emplace_back([&, i] {
        PathSource source(queue, [&, i](std::uint64_t) {
          if (i != 0) first_is_done.wait();
        });
        executors[i]->run(source);
        if (i == 0) first_is_done.count_down();
        taken[i] = source.taken();
      });
  }
  Tallies total(plan);
  PathSet all;
  for (std::size_t i = 0; i < executors.size(); ++i) {
    std::vector<Tallies> part = executors[i]->take();
    EXPECT_EQ(part[0].paths, taken[i].count());
    total += part[0];
    all.add(taken[i]);
  }
  EXPECT_EQ(all, PathSet({0, asked.paths}));
  EXPECT_TRUE(total == run(plan, options({6000, 0, 0}, Backend::cpu)).tallies);
  EXPECT_GE(taken.front().count(), asked.paths - (executors.size() - 1) * asked.chunk_paths);
}

/// Fills the memory of device 1, so that the run fails there: what the others did is kept.
TEST_F(SeveralGpus, KeepTheirWorkWhenOneFails) {
  cuda_check(cudaSetDevice(1), "cudaSetDevice");
  DeviceBuffer<std::byte> const hog(free_device_bytes() - (1 << 16), "a test");
  cuda_check(cudaSetDevice(0), "cudaSetDevice");
  Plan const plan = varied_plan();
  RunOptions asked = on_devices({0, 1}, {4000, 0, 100});
  PathSet saved;
  asked.snapshot = [&](Snapshot const& snapshot) {
    saved = snapshot.paths;
    RunOptions same = options({4000, 0, 0}, Backend::cpu);
    same.done = saved.missing_from({0, same.paths});
    EXPECT_TRUE(snapshot.tallies[0] == run(plan, same).tallies);
  };
  try {
    run(plan, asked);
    FAIL() << "the run succeeded";
  } catch (RunError const& error) {
    EXPECT_THAT(error.what(), HasSubstr("device 1 ("));
    EXPECT_THAT(error.what(), HasSubstr("not enough device memory for "));
  }
  EXPECT_LT(saved.count(), 4000u);
}

}  // namespace
}  // namespace nameplate
