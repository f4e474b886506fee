#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include "host/sweep/sweep_job.hpp"
#include "nameplate/error.hpp"
#include "tests/gpu/gpu_test.hpp"
#include "tests/gpu/plans.hpp"

namespace nameplate {
namespace {

using TalliesByScenario = std::map<std::size_t, Tallies>;

/// Plans that grow, shrink and change their number of slots from one scenario to the next, so that
/// none may find what an earlier one left.
std::vector<std::shared_ptr<Plan const>> unlike_plans() {
  std::vector<std::shared_ptr<Plan const>> plans;
  for (int i = 0; i < 3; ++i) {
    plans.push_back(std::make_shared<Plan const>(small_plan(i)));
    plans.push_back(std::make_shared<Plan const>(varied_plan(2 * i)));
    plans.push_back(std::make_shared<Plan const>(varied_plan(2 * i + 1)));
  }
  return plans;
}

template <class Sweep>
TalliesByScenario tallies_of(Sweep const& sweep, RunOptions const& options,
                             std::atomic<bool>* stop = nullptr) {
  std::vector<std::shared_ptr<Plan const>> const plans = unlike_plans();
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  TalliesByScenario found;
  SweepJob const job{.next = [&]() -> std::optional<std::size_t> {
                       std::size_t const mine = next++;
                       return mine < plans.size() ? std::optional(mine) : std::nullopt;
                     },
                     .plan = [&](std::size_t scenario) { return plans[scenario]; },
                     .done =
                         [&](std::size_t scenario, Plan const&, Tallies const& tallies) {
                           std::lock_guard const lock(mutex);
                           EXPECT_TRUE(found.emplace(scenario, tallies).second);
                           if (stop != nullptr) *stop = true;
                         }};
  sweep(job, options);
  return found;
}

class GpuSweep : public GpuTest, public testing::WithParamInterface<std::uint64_t> {};
INSTANTIATE_TEST_SUITE_P(ChunkPaths, GpuSweep, testing::Values(0, 400, 129));

TEST_P(GpuSweep, GivesTheCpusTallies) {
  RunOptions options{.paths = 515, .first_path = 5, .seed = 9};
  TalliesByScenario const expected = tallies_of(sweep_on_cpu, options);
  ASSERT_EQ(expected.size(), 9);
  options.chunk_paths = GetParam();
  EXPECT_TRUE(tallies_of(sweep_on_cuda, options) == expected);
}

using StoppedGpuSweep = GpuTest;

TEST_F(StoppedGpuSweep, HandsOverWholeScenariosAlone) {
  RunOptions options{.paths = 515, .first_path = 5, .seed = 9};
  TalliesByScenario const all = tallies_of(sweep_on_cpu, options);
  std::atomic<bool> stop = false;
  options.stop = &stop;
  TalliesByScenario const some = tallies_of(sweep_on_cuda, options, &stop);
  EXPECT_GE(some.size(), 1);
  for (auto const& [scenario, tallies] : some) EXPECT_TRUE(tallies == all.at(scenario)) << scenario;
}

TEST_F(StoppedGpuSweep, ThrowsWhatItsJobThrows) {
  SweepJob const job{
      .next = []() -> std::optional<std::size_t> { return 0; },
      .plan = [](std::size_t) -> std::shared_ptr<Plan const> { throw RunError("no plan"); },
      .done = {}};
  EXPECT_THROW(sweep_on_cuda(job, {.paths = 10}), RunError);
}

}  // namespace
}  // namespace nameplate
