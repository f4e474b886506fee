#include "host/bench/count_operations.hpp"

#include <gtest/gtest.h>

#include "host/bench/reference_plan.hpp"
#include "tests/support/tiny_catalog.hpp"

namespace nameplate {
namespace {

Plan plan_of(TinyCatalog const& catalog, std::vector<std::string> const& dates) {
  Request request;
  request.metrics = {"facility_gw"};
  request.dates = dates;
  return compile(catalog.parse(), request);
}

TinyCatalog with_normal_delay() {
  TinyCatalog catalog;
  catalog.law("delay_months", R"({ family = "normal", mean = 3, sd = 2 })").build({});
  return catalog;
}

// One normal variable: of the generator's block two rounds are mostly scalar and eight are not,
// each of these with two products and two pairs of exclusive-ors; then the quantile, and mean and
// scale in one fused multiply-add.
TEST(CountOperations, AreThoseOfTheFormulas) {
  constexpr double products_of_the_path = 1, first_two_rounds = 1 + 3, rounds = 8 * 6;
  constexpr double word_to_h = 5 + 1, log2_of_h = 2 + 5 + 6 + 1 + 1, polynomial = 8, tail_test = 1,
                   to_z = 2 + 2, mean_and_scale = 1;
  double const expected = products_of_the_path + first_two_rounds + rounds + word_to_h + log2_of_h +
                          polynomial + tail_test + to_z + mean_and_scale;
  PathOperations const counts = count_operations(plan_of(with_normal_delay(), {"2026"}));
  EXPECT_NEAR(counts.draws(), expected, 1);  // one path in 2000 is in the tail
}

TEST(CountOperations, GrowWithTheDatesOfTheChainAlone) {
  PathOperations const one = count_operations(plan_of(with_normal_delay(), {"2026"}));
  PathOperations const two = count_operations(plan_of(with_normal_delay(), {"2026", "2027"}));
  PathOperations const three =
      count_operations(plan_of(with_normal_delay(), {"2026", "2027", "2028"}));
  EXPECT_EQ(one.draws(), two.draws());
  EXPECT_GT(two.chain(), one.chain());
  EXPECT_NEAR(three.chain() - two.chain(), two.chain() - one.chain(), 1e-9);
  EXPECT_NEAR(three.tally(), 3 * one.tally(), 1e-9);
}

TEST(CountOperations, OfAnOutputsTally) {
  // bin_of: 15 for place, sign and what is undefined; summed_value: 4; terms of the sums: 3.
  PathOperations const counts = count_operations(plan_of(with_normal_delay(), {"2026"}));
  EXPECT_EQ(counts.tally(), 15 + 4 + 3);
}

TEST(CountOperations, OfTheTimedPlanAreThousands) {
  BenchPlans const plans = bench_plans();
  PathOperations const counts = count_operations(plans.plan);
  EXPECT_GT(counts.draws(), 30 * static_cast<double>(plans.plan.variable_count));
  EXPECT_GT(counts.chain(), 20 * 3 * 11 * 4);  // four of each phase at each date
}

TEST(BenchPlans, HaveTheShapeThatTheyAreNamedFor) {
  BenchPlans const plans = bench_plans();
  EXPECT_EQ(plans.plan.build_count, 20u);
  EXPECT_EQ(plans.plan.labels.size(), 66u);
  EXPECT_EQ(plans.one_output.labels.size(), 1u);
  EXPECT_EQ(plans.alternative.labels.size(), 66u);
  EXPECT_NE(fingerprint(plans.alternative), fingerprint(plans.plan));
}

}  // namespace
}  // namespace nameplate
