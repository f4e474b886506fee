#include "host/bench/bench.hpp"

#include <gmock/gmock.h>

#include "tests/gpu/gpu_test.hpp"

/// The bench on a device: complete output, whatever the figures.
namespace nameplate {
namespace {

using GpuBench = GpuTest;

RunOptions on(Backend backend) {
  RunOptions options;
  options.backend = backend;
  options.threads = 2;
  return options;
}

TEST_F(GpuBench, DrawsTheCpusPaths) {
  Plan const plan = bench_plans().plan;
  auto const cpu = parts_on_cpu(plan, on(Backend::cpu)),
             cuda = parts_on_cuda(plan, on(Backend::cuda));
  EXPECT_EQ(cuda->draw(512, 512).items, 512u);
  cpu->draw(512, 512);
  EXPECT_EQ(cuda->drawn(), cpu->drawn());
  EXPECT_GT(cuda->draw(3, 500).seconds, 0);
  EXPECT_NE(cuda->drawn(), cpu->drawn());
}

TEST_F(GpuBench, TimesEveryWorkload) {
  BenchOptions options{suites()[0], on(Backend::cuda)};
  options.suite.rule.max_seconds = 0.01;
  options.suite.rule.sample_seconds = 0.001;
  BenchReport const report = run_bench(options, {});
  EXPECT_EQ(report.backend, "cuda");
  EXPECT_GT(report.device.json["number_of_sms"], 0);
  ASSERT_EQ(report.workloads.size(), workloads().size());
  for (WorkloadReport const& row : report.workloads) {
    ASSERT_EQ(row.states.size(), 1u);
    StateReport const& state = row.states.front();
    EXPECT_GT(state.rate(), 0) << row.workload->name;
    EXPECT_EQ(state.is_device_clock, row.workload->is_part) << row.workload->name;
    EXPECT_EQ(state.arithmetic_share.has_value(), row.workload->operations != nullptr);
  }
  EXPECT_TRUE(report.workloads[4].states[0].bandwidth_share) << "the tally reads device memory";
  EXPECT_THAT(to_json(report, {}), testing::HasSubstr("nv/cold/time/gpu/median"));
  EXPECT_THAT(to_table(report), testing::HasSubstr(report.device.name));
}

}  // namespace
}  // namespace nameplate
