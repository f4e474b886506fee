#include "host/qmc/sobol_plan.hpp"
#include "kernels/real.hpp"
#include "nameplate/samples.hpp"
#include "tests/gpu/gpu_test.hpp"
#include "tests/gpu/plans.hpp"

namespace nameplate {
namespace {

using GpuQmc = GpuTest;

TEST_F(GpuQmc, PointsAreTheCpus) {
  for (Plan const& base : {small_plan(), varied_plan()}) {
    RunOptions options{.paths = 700, .first_path = 3, .backend = Backend::cpu};
    Plan const plan = SobolPlans(base, draws_by_influence(base, options)).make(9, 1, 4);
    Samples const cpu = sample(plan, options);
    options.backend = Backend::cuda;
    Samples const cuda = sample(plan, options);
    ASSERT_EQ(cuda.values.size(), cpu.values.size());
    for (std::size_t i = 0; i < cpu.values.size(); ++i)
      ASSERT_EQ(bits(cuda.values[i]), bits(cpu.values[i])) << i;
  }
}

}  // namespace
}  // namespace nameplate
