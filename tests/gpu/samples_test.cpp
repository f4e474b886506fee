#include "nameplate/samples.hpp"

#include <cuda_runtime_api.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "kernels/real.hpp"
#include "nameplate/summary.hpp"
#include "tests/gpu/gpu_test.hpp"
#include "tests/gpu/paths.hpp"
#include "tests/gpu/plans.hpp"
#include "tests/support/unsorted_values.hpp"

/// Samples and sorted values of the device are the CPU's bytes.
namespace nameplate {
namespace {

void expect_same_bytes(std::span<float const> actual, std::span<float const> expected) {
  ASSERT_EQ(actual.size(), expected.size());
  for (std::size_t i = 0; i < actual.size(); ++i)
    ASSERT_EQ(bits(actual[i]), bits(expected[i])) << i << ": " << actual[i];
}

void expect_same_samples(Plan const& plan, Paths const& paths) {
  Samples const cuda = sample(plan, options(paths, Backend::cuda));
  Samples const cpu = sample(plan, options(paths, Backend::cpu));
  EXPECT_EQ(cuda.facts.backend, "cuda");
  EXPECT_EQ(cuda.first_path, paths.first);
  ASSERT_EQ(cuda.outputs, cpu.outputs);
  for (std::size_t o = 0; o < cuda.outputs; ++o) {
    SCOPED_TRACE(plan.labels[o].metric + " of " + plan.labels[o].scope);
    expect_same_bytes(cuda.row(o), cpu.row(o));
  }
}

using GpuSamples = GpuTest;

class GpuSamplesOf : public GpuTest, public testing::WithParamInterface<Paths> {};

TEST_P(GpuSamplesOf, AreTheCpusWithSlotsInSharedMemory) {
  expect_same_samples(small_plan(), GetParam());
}

TEST_P(GpuSamplesOf, AreTheCpusWithSlotsInScratchMemory) {
  expect_same_samples(varied_plan(), GetParam());
}

INSTANTIATE_TEST_SUITE_P(Paths, GpuSamplesOf,
                         testing::Values(Paths{0, 0, 0},         // nothing
                                         Paths{1, 0, 0},         // one thread of one tile
                                         Paths{128, 0, 0},       // one whole tile
                                         Paths{3001, 17, 0},     // no multiple of the tile
                                         Paths{3001, 17, 1000},  // chunks that end within a tile
                                         Paths{600, 17, 128},    // more chunks than buffers
                                         Paths{2, 1, 0},         // some of the paths of one thread
                                         Paths{400, 6, 130},     // starts at any multiple of two
                                         Paths{5, (std::uint64_t{1} << 32) - 3, 0},
                                         Paths{500, (std::uint64_t{1} << 32) - 250, 200}));

/// What makes the comparisons above worth something.
TEST_F(GpuSamples, OfTheVariedPlanHoldNegativeAndUndefinedValues) {
  Samples const samples = sample(varied_plan(), options({1000, 0, 0}, Backend::cuda));
  EXPECT_TRUE(std::ranges::any_of(samples.values, [](float x) { return x < 0; }));
  EXPECT_TRUE(std::ranges::any_of(samples.values, [](float x) { return std::isnan(x); }));
}

TEST_F(GpuSamples, HaveTheTalliesOfARun) {
  Plan const plan = varied_plan();
  RunOptions const asked = options({2000, 5, 700}, Backend::cuda);
  EXPECT_TRUE(tally(plan, sample(plan, asked), asked) == run(plan, asked).tallies);
}

/// Copied back by someone else.
std::vector<float> copied_back(DeviceSamples const& samples) {
  std::vector<float> values(samples.outputs * samples.paths);
  EXPECT_EQ(cudaMemcpy(values.data(), samples.values.get(), values.size() * sizeof(float),
                       cudaMemcpyDeviceToHost),
            cudaSuccess);
  return values;
}

TEST_F(GpuSamples, ThatStayOnTheDeviceAreTheCpusWithTheTalliesOfARun) {
  Plan const plan = varied_plan();
  RunOptions const asked = options({2000, 5, 700}, Backend::cuda);  // chunks of unequal size
  DeviceSamples const samples = sample_on_device(plan, asked);
  Samples const of_cpu = sample(plan, options({2000, 5, 0}, Backend::cpu));
  expect_same_bytes(copied_back(samples), of_cpu.values);
  EXPECT_TRUE(samples.tallies == run(plan, asked).tallies);
  EXPECT_EQ(samples.facts.backend, "cuda");
}

TEST_F(GpuSamples, ThatStayOnTheDeviceOutliveTheirStructure) {
  std::shared_ptr<float> const values =
      sample_on_device(small_plan(), options({300, 0, 0}, Backend::cuda)).values;
  float first = 0;
  ASSERT_EQ(cudaMemcpy(&first, values.get(), sizeof first, cudaMemcpyDeviceToHost), cudaSuccess);
  EXPECT_EQ(bits(first), bits(sample(small_plan(), options({300, 0, 0}, Backend::cpu)).values[0]));
}

TEST_F(GpuSamples, ReportTheProgressOfTheirChunks) {
  RunOptions asked = options({1000, 0, 300}, Backend::cuda);
  asked.devices = {0};
  std::vector<std::uint64_t> reports;
  asked.progress = [&](std::uint64_t done) { reports.push_back(done); };
  sample(small_plan(), asked);
  EXPECT_EQ(reports, (std::vector<std::uint64_t>{300, 600, 900, 1000}));
}

struct Sort {
  std::size_t count;
  std::uint64_t chunk;
};

std::ostream& operator<<(std::ostream& out, Sort const& sort) {
  return out << sort.count << " values in chunks of " << sort.chunk;
}

class GpuSort : public GpuTest, public testing::WithParamInterface<Sort> {};

TEST_P(GpuSort, GivesTheCpusBytes) {
  std::vector<float> on_device = unsorted_values(GetParam().count), on_cpu = on_device;
  sort_values(on_device, options({0, 0, GetParam().chunk}, Backend::cuda));
  sort_values(on_cpu, options({0, 0, 0}, Backend::cpu));
  expect_same_bytes(on_device, on_cpu);
}

INSTANTIATE_TEST_SUITE_P(Values, GpuSort,
                         testing::Values(Sort{0, 0}, Sort{1, 0}, Sort{20'011, 0},
                                         Sort{20'011, 4096},  // the last chunk is short
                                         Sort{20'011, 6000},  // an odd number of chunks
                                         Sort{50, 1}));       // runs of one value

/// All values undefined: nothing is left to sort.
TEST_F(GpuSamples, WithoutAValueSortToNan) {
  std::vector<float> values(300, std::nanf(""));
  sort_values(values, options({0, 0, 0}, Backend::cuda));
  EXPECT_TRUE(std::ranges::all_of(values, [](float x) { return bits(x) == 0x7fc00000u; }));
}

/// The whole of exact mode: the two summaries agree in every number.
TEST_F(GpuSamples, GiveTheCpusExactSummary) {
  Plan const plan = varied_plan();
  auto const exact = [&](Backend backend) {
    RunOptions const asked = options({3000, 0, 1024}, backend);
    return summarize_exactly(plan, sample(plan, asked), asked);
  };
  Summary const cuda = exact(Backend::cuda), cpu = exact(Backend::cpu);
  for (std::size_t o = 0; o < plan.labels.size(); ++o) {
    SCOPED_TRACE(plan.labels[o].metric + " of " + plan.labels[o].scope);
    OutputSummary const &a = cuda.outputs[o], &b = cpu.outputs[o];
    EXPECT_EQ(a.mean, b.mean);
    ASSERT_EQ(a.tail->quantiles.size(), b.tail->quantiles.size());
    for (std::size_t i = 0; i < a.quantiles.size(); ++i)
      EXPECT_EQ(a.quantiles[i].value, b.quantiles[i].value);
    for (std::size_t i = 0; i < a.tail->shortfalls.size(); ++i) {
      EXPECT_EQ(a.tail->shortfalls[i].value, b.tail->shortfalls[i].value);
      EXPECT_EQ(a.tail->shortfalls[i].standard_error, b.tail->shortfalls[i].standard_error);
    }
  }
}

}  // namespace
}  // namespace nameplate
