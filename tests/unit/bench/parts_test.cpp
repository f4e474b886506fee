#include "host/bench/parts.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "host/bench/reference_plan.hpp"
#include "host/bench/workloads.hpp"
#include "kernels/path_parts.hpp"

namespace nameplate {
namespace {

RunOptions on_cpu(Isa isa, int threads) {
  RunOptions options;
  options.backend = Backend::cpu;
  options.isa = isa;
  options.threads = threads;
  return options;
}

std::vector<Isa> available_isas() {
  std::vector<Isa> isas;
  for (Isa const isa : {Isa::portable, Isa::avx2, Isa::avx512})
    if (available(isa)) isas.push_back(isa);
  return isas;
}

/// The bits of all draws of paths [0, paths), path by path.
std::uint32_t scalar_draws(Plan const& plan, std::uint64_t seed, std::uint64_t paths) {
  PlanView const view(plan.bytes.data());
  std::vector<float> values(view.header().slot_count);
  Slots<float> const slots(values.data());
  fill_constants(view, slots);
  std::uint32_t sum = 0;
  for (std::uint64_t path = 0; path < paths; ++path) sum += draw_path(view, seed, path, slots);
  return sum;
}

TEST(CpuParts, DrawTheSamePathsWithEveryInstructionSet) {
  Plan const plan = bench_plans().plan;
  constexpr std::uint64_t paths = 1024;
  std::uint32_t const expected = scalar_draws(plan, 1, paths);
  for (Isa const isa : available_isas()) {
    auto const parts = parts_on_cpu(plan, on_cpu(isa, 2));
    EXPECT_EQ(parts->draw(0, paths).items, paths);
    EXPECT_EQ(parts->drawn(), expected) << name(isa);
    parts->draw(paths, paths);
    EXPECT_NE(parts->drawn(), expected) << "other paths";
  }
}

TEST(CpuParts, TimeEveryPart) {
  Plan const plan = bench_plans().plan;
  for (Isa const isa : available_isas()) {
    auto const parts = parts_on_cpu(plan, on_cpu(isa, 1));
    for (Timed const timed : {parts->draw(0, 700), parts->evaluate(700), parts->tally(700)}) {
      EXPECT_EQ(timed.items, 700u);
      EXPECT_GT(timed.seconds, 0);
    }
    EXPECT_GE(parts->compute(1'000'000).items, 1'000'000u);
    EXPECT_FALSE(parts->uses_device_clock());
  }
}

TEST(Workloads, AllDoTheItemsThatTheySay) {
  BenchPlans const plans = bench_plans();
  Subject subject(plans, on_cpu(Isa::automatic, 1));
  for (Workload const& workload : workloads()) {
    Timed const timed = (subject.*workload.run)(1000);
    EXPECT_GE(timed.items, 1000u) << workload.name;
    EXPECT_GT(timed.seconds, 0) << workload.name;
  }
}

TEST(Workloads, BeginWithTheLimitsThatTheOthersAreSetAgainst) {
  EXPECT_EQ(workloads()[0].name, arithmetic_limit);
  EXPECT_EQ(workloads()[1].name, bandwidth_limit);
  for (Workload const& workload : workloads().subspan(2)) EXPECT_FALSE(workload.is_limit);
}

}  // namespace
}  // namespace nameplate
