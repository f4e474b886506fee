#include "nameplate/samples.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "kernels/real.hpp"
#include "tests/support/evaluate.hpp"
#include "tests/support/tiny_catalog.hpp"
#include "tests/support/unsorted_values.hpp"

/// Samples are the model's values path by path, and the same bytes from any number of threads,
/// chunk size, instruction set.
namespace nameplate {
namespace {

constexpr std::uint64_t seed = 0x123456789abcdefu;
constexpr std::uint64_t first_path = 777, path_count = 5'011;  // neither begins nor ends at a tile

/// Values, negative ones and, where nothing is online, none.
Plan varied_plan() {
  TinyCatalog catalog;
  catalog.law("delay_months", "\"2 to 20\"").law("completion_probability", "0.7");
  TinyBuild one, two;
  one.id = "one", two.id = "two";
  two.phases = R"([{ mw = 500, energized = "2027-06" }])";
  return compile(
      catalog.build(one).build(two).parse(),
      {{"2026", "2027"}, {"all"}, {"facility_gw", "energy_twh/facility_gw", "facility_gw:growth"}});
}

RunOptions cpu_options() {
  RunOptions options;
  options.backend = Backend::cpu;
  options.seed = seed;
  options.first_path = first_path;
  options.paths = path_count;
  options.threads = 1;
  return options;
}

bool same_bytes(std::span<float const> a, std::span<float const> b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size_bytes()) == 0;
}

class SamplesOfPlan : public testing::Test {
 protected:
  void expect_same(RunOptions const& options) const {
    EXPECT_TRUE(same_bytes(sample(plan_, options).values, reference_.values));
  }

  Plan plan_ = varied_plan();
  Samples reference_ = sample(plan_, cpu_options());
};

TEST_F(SamplesOfPlan, AreTheModelsValuesPathByPath) {
  ASSERT_EQ(reference_.outputs, plan_.labels.size());
  ASSERT_EQ(reference_.paths, path_count);
  ASSERT_EQ(reference_.first_path, first_path);
  PathEvaluator<float> evaluate(plan_, seed);
  std::size_t undefined = 0;
  for (std::uint64_t path = 0; path < path_count; ++path) {
    std::vector<float> const& expected = evaluate(first_path + path);
    for (std::size_t o = 0; o < expected.size(); ++o) {
      float const actual = reference_.row(o)[path];
      undefined += std::isnan(expected[o]) ? 1 : 0;
      std::uint32_t const bits_expected =
          std::isnan(expected[o]) ? 0x7fc00000u : bits(expected[o] + 0.0f);
      ASSERT_EQ(bits(actual), bits_expected) << "path " << path << " output " << o;
    }
  }
  EXPECT_GT(undefined, 0u) << "the plan has no ratio without a denominator any more";
}

TEST_F(SamplesOfPlan, HoldForAnyNumberOfThreadsAndChunkSize) {
  for (int const threads : {1, 2, 7})
    for (std::uint64_t const chunk : {1u, 512u, 5000u}) {
      SCOPED_TRACE(testing::Message() << threads << " threads, chunks of " << chunk);
      RunOptions options = cpu_options();
      options.threads = threads;
      options.chunk_paths = chunk;
      expect_same(options);
    }
}

TEST_F(SamplesOfPlan, HoldForEveryInstructionSet) {
  for (Isa const isa : {Isa::portable, Isa::avx2, Isa::avx512}) {
    if (!available(isa)) continue;
    SCOPED_TRACE(name(isa));
    RunOptions options = cpu_options();
    options.isa = isa;
    expect_same(options);
  }
}

TEST_F(SamplesOfPlan, OfAPartAreThatPartOfTheWhole) {
  RunOptions options = cpu_options();
  options.first_path = first_path + 600;
  options.paths = 1000;
  Samples const part = sample(plan_, options);
  for (std::size_t o = 0; o < part.outputs; ++o)
    EXPECT_TRUE(same_bytes(part.row(o), reference_.row(o).subspan(600, 1000))) << o;
}

TEST_F(SamplesOfPlan, HaveTheTalliesOfARun) {
  EXPECT_TRUE(tally(plan_, reference_, cpu_options()) == run(plan_, cpu_options()).tallies);
}

TEST_F(SamplesOfPlan, AreNotTalliedAsThoseOfAnotherPlan) {
  Plan const other = compile(TinyCatalog().build({}).parse(), {{"2026"}, {}, {"facility_gw"}});
  EXPECT_THROW(tally(other, reference_, cpu_options()), std::invalid_argument);
}

TEST_F(SamplesOfPlan, OfNoPathsAreEmpty) {
  RunOptions options = cpu_options();
  options.paths = 0;
  EXPECT_TRUE(sample(plan_, options).values.empty());
}

TEST_F(SamplesOfPlan, ReportProgressUpToTheEnd) {
  RunOptions options = cpu_options();
  std::uint64_t last = 0;
  options.progress = [&](std::uint64_t done) { last = std::max(last, done); };
  sample(plan_, options);
  EXPECT_GE(last, path_count);
}

TEST(SortValues, AscendWithOneZeroAndNanLast) {
  std::vector<float> values = {3.0f, -std::nanf(""), -0.0f, -2.0f, 0.0f, -0.0f, std::nanf("")};
  sort_values(values, cpu_options());
  std::vector<std::uint32_t> actual(values.size());
  std::transform(values.begin(), values.end(), actual.begin(), [](float x) { return bits(x); });
  std::vector<std::uint32_t> const expected = {bits(-2.0f), 0,           0,          0,
                                               bits(3.0f),  0x7fc00000u, 0x7fc00000u};
  EXPECT_EQ(actual, expected);
}

TEST(SortValues, AreTheSameBytesForEveryNumberOfThreads) {
  std::vector<float> const values = unsorted_values(100'000);
  std::vector<float> expected;
  std::copy_if(values.begin(), values.end(), std::back_inserter(expected),
               [](float x) { return !std::isnan(x); });
  std::sort(expected.begin(), expected.end());
  for (float& x : expected) x = x == 0 ? 0.0f : x;
  expected.resize(values.size(), std::nanf(""));
  for (int const threads : {1, 2, 7}) {
    RunOptions options = cpu_options();
    options.threads = threads;
    std::vector<float> sorted = values;
    sort_values(sorted, options);
    EXPECT_TRUE(same_bytes(sorted, expected)) << threads;
  }
}

TEST(SortValues, OfNothingIsNothing) {
  std::vector<float> values;
  sort_values(values, cpu_options());
  EXPECT_TRUE(values.empty());
}

}  // namespace
}  // namespace nameplate
