#include "nameplate/compare.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "kernels/plan_view.hpp"
#include "nameplate/samples.hpp"
#include "tests/support/evaluate.hpp"
#include "tests/support/tallies.hpp"
#include "tests/support/tiny_catalog.hpp"

/// Differences are path by path, and the same integers from any number of threads, chunk size,
/// instruction set.
namespace nameplate {
namespace {

constexpr std::uint64_t first_path = 777, path_count = 5'011;  // neither begins nor ends at a tile

/// Two sites; the second slips by so many months.
Catalog sites(double slip_months) {
  TinyCatalog catalog;
  catalog.law("delay_months", "\"2 to 20\"").law("completion_probability", "0.7");
  TinyBuild one, two;
  one.id = "one", two.id = "two";
  two.phases = R"([{ mw = 500, energized = "2026-06" }])";
  two.further = "slip_months = " + std::to_string(slip_months);
  return catalog.build(one).build(two).parse();
}

Plan plan_of(double slip_months) {
  return compile(
      sites(slip_months),
      {{"2026", "2027"}, {"all"}, {"facility_gw", "energy_twh/facility_gw", "planned_gw"}});
}

RunOptions cpu_options() {
  RunOptions options;
  options.backend = Backend::cpu;
  options.first_path = first_path;
  options.paths = path_count;
  options.threads = 1;
  return options;
}

class ComparisonOfPlans : public testing::Test {
 protected:
  void expect_same(RunOptions const& options) const {
    Comparison const other = compare(base_, alternative_, options);
    EXPECT_EQ(other.tallies.base, reference_.tallies.base);
    EXPECT_EQ(other.tallies.alternative, reference_.tallies.alternative);
    EXPECT_EQ(other.tallies.difference, reference_.tallies.difference);
  }

  Plan base_ = plan_of(0), alternative_ = plan_of(6);
  Comparison reference_ = compare(base_, alternative_, cpu_options());
};

TEST_F(ComparisonOfPlans, TalliesBothPlansAsRunsOfTheirOwn) {
  EXPECT_EQ(reference_.tallies.base, run(base_, cpu_options()).tallies);
  EXPECT_EQ(reference_.tallies.alternative, run(alternative_, cpu_options()).tallies);
}

TEST_F(ComparisonOfPlans, TalliesTheDifferenceOnEachPath) {
  Samples difference = sample(alternative_, cpu_options());
  Samples const base = sample(base_, cpu_options());
  for (std::size_t i = 0; i < base.values.size(); ++i) difference.values[i] -= base.values[i];
  EXPECT_EQ(reference_.tallies.difference, tally(reference_.difference, difference, cpu_options()));
  PlanView const view(reference_.difference.bytes.data());
  EXPECT_GT(view.tallies()[0].zero_bin, 0u) << "differences may be negative";
}

TEST_F(ComparisonOfPlans, FindsNoDifferenceWhereNothingChanged) {
  Comparison const same = compare(base_, plan_of(0), cpu_options());
  for (std::size_t o = 0; o < base_.labels.size(); ++o) {
    TallyRecord const record = PlanView(same.difference.bytes.data()).tallies()[o];
    std::uint64_t const* const counts = same.tallies.difference.counts.data() + record.first_bin;
    EXPECT_EQ(counts[record.zero_bin] + counts[record.zero_bin + record.bins + 3], path_count)
        << base_.labels[o].metric << ": zero, or undefined on both sides";
  }
}

/// A slip delays power and leaves the announcement where it was.
TEST_F(ComparisonOfPlans, ASlipLowersWhatIsOnlineAndNotWhatWasAnnounced) {
  PathEvaluator<float> base(base_, 1), alternative(alternative_, 1);
  std::size_t const online = output_index(base_, "facility_gw", "build:two", "2027-12-31");
  std::size_t const announced = output_index(base_, "planned_gw", "build:two", "2026-12-31");
  int lower = 0;
  for (std::uint64_t path = 0; path < 500; ++path) {
    float const before = base(path)[online], after = alternative(path)[online];
    EXPECT_LE(after, before);
    lower += after < before ? 1 : 0;
    EXPECT_EQ(alternative(path)[announced], 0.5f);
  }
  EXPECT_GT(lower, 0);
}

TEST_F(ComparisonOfPlans, IsTheSameForAnyNumberOfThreads) {
  for (int const threads : {2, 3, 8}) {
    SCOPED_TRACE(threads);
    RunOptions options = cpu_options();
    options.threads = threads;
    expect_same(options);
  }
}

TEST_F(ComparisonOfPlans, IsTheSameForAnyChunk) {
  RunOptions options = cpu_options();
  options.threads = 2;
  options.chunk_paths = 1000;
  expect_same(options);
}

TEST_F(ComparisonOfPlans, IsTheSameForAnyInstructionSet) {
  for (Isa const isa : {Isa::portable, Isa::avx2, Isa::avx512}) {
    if (!available(isa)) continue;
    SCOPED_TRACE(name(isa));
    RunOptions options = cpu_options();
    options.isa = isa;
    expect_same(options);
  }
}

TEST_F(ComparisonOfPlans, RefusesPlansWithDifferentOutputs) {
  Plan const other = compile(sites(0), {{"2027"}, {"all"}, {"facility_gw"}});
  EXPECT_THROW(compare(base_, other, cpu_options()), std::invalid_argument);
}

}  // namespace
}  // namespace nameplate
