#include <cmath>

#include "kernels/real.hpp"
#include "tests/gpu/device_functions.hpp"
#include "tests/gpu/gpu_test.hpp"
#include "tests/gpu/plans.hpp"
#include "tests/support/evaluate.hpp"

namespace nameplate {
namespace {

/// Every output of paths [first, first + count) has the host's bits, or no value there either.
void expect_same_outputs(Plan const& plan, std::uint64_t first, std::uint32_t count) {
  constexpr std::uint64_t seed = 0x123456789abcdef0;
  std::vector<float> const on_device = outputs_on_device(plan, seed, first, count);
  PathEvaluator<float> evaluate(plan, seed);
  for (std::uint32_t path = 0; path < count; ++path) {
    std::vector<float> const& expected = evaluate(first + path);
    for (std::size_t o = 0; o < expected.size(); ++o) {
      float const actual = on_device[path * expected.size() + o];
      // Which NaN a machine makes is its own affair: samples store one for all.
      if (std::isnan(actual) && std::isnan(expected[o])) continue;
      ASSERT_EQ(bits(actual), bits(expected[o]))
          << "path " << first + path << ": " << plan.labels[o].metric << " of "
          << plan.labels[o].scope << " at " << plan.labels[o].date << ": " << actual
          << " instead of " << expected[o];
    }
  }
}

using GpuPaths = GpuTest;

TEST_F(GpuPaths, OutputsHaveTheHostsBits) { expect_same_outputs(varied_plan(), 0, 2000); }

TEST_F(GpuPaths, OutputsHaveTheHostsBitsAcrossTheHighWordOfThePath) {
  expect_same_outputs(varied_plan(), (std::uint64_t{7} << 32) - 50, 100);
}

TEST_F(GpuPaths, OutputsOfTheShippedCatalogHaveTheHostsBits) {
  expect_same_outputs(shipped_plan(), 1'000'000, 1000);
}

}  // namespace
}  // namespace nameplate
