#include "kernels/schedule.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/support/evaluate.hpp"
#include "tests/support/tiny_catalog.hpp"

namespace nameplate {
namespace {

struct Schedule {
  double planned_month, delay, ramp;  // months
};

/// Online share, as DESIGN states it.
double share(Schedule const& s, double month) {
  return std::clamp((month - s.planned_month - s.delay) / s.ramp, 0.0, 1.0);
}

/// Integral of the share over the 12 months to `month`, by the midpoint rule.
double integrated_share(Schedule const& s, double month) {
  constexpr int steps = 120'000;
  double sum = 0;
  for (int i = 0; i < steps; ++i) sum += share(s, month - 12 + (i + 0.5) * 12 / steps);
  return sum * 12 / steps;
}

/// Before, across and after the report dates; ramps from a third of a day to longer than the
/// horizon.
std::vector<Schedule> schedules() {
  std::vector<Schedule> all;
  for (double const delay : {-5.25, 0.0, 3.3, 17.9, 44.0})
    for (double const ramp : {0.01, 1.0, 7.7, 30.0, 200.0}) all.push_back({9, delay, ramp});
  return all;
}

std::vector<std::string> const years = {"2025", "2026", "2027", "2028", "2030", "2034"};
std::vector<double> const year_ends = {12, 24, 36, 48, 72, 120};

/// One build of 1000 MW per schedule; outputs by build, metric, year.
Plan plan_of(std::vector<Schedule> const& cases) {
  TinyCatalog catalog;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    TinyBuild build;
    build.id = fmt::format("site-{:02}", i);
    build.phases = R"([{ mw = 1000, energized = "2025-09" }])";
    build.parameters =
        fmt::format("{{ delay_months = {}, ramp_months = {} }}", cases[i].delay, cases[i].ramp);
    catalog.build(build);
  }
  return compile(catalog.parse(), {years, {"builds"}, {"facility_gw", "energy_twh"}});
}

TEST(Schedule, OnlineShareIsTheClampedRamp) {
  std::vector<Schedule> const cases = schedules();
  Plan const plan = plan_of(cases);
  std::vector<float> const outputs = PathEvaluator<float>(plan, 1)(0);
  for (std::size_t i = 0; i < cases.size(); ++i)
    for (std::size_t y = 0; y < years.size(); ++y)
      EXPECT_NEAR(outputs[(2 * i) * years.size() + y], share(cases[i], year_ends[y]), 2e-6)
          << "delay " << cases[i].delay << ", ramp " << cases[i].ramp << ", " << years[y];
}

TEST(Schedule, ClosedFormEnergyIsTheIntegralOfTheOnlineShare) {
  std::vector<Schedule> const cases = schedules();
  Plan const plan = plan_of(cases);
  std::vector<float> const outputs = PathEvaluator<float>(plan, 1)(0);
  double const twh_per_month = tiny_value("load_factor") * 0.730;  // of 1 GW
  for (std::size_t i = 0; i < cases.size(); ++i)
    for (std::size_t y = 0; y < years.size(); ++y)
      EXPECT_NEAR(outputs[(2 * i + 1) * years.size() + y],
                  twh_per_month * integrated_share(cases[i], year_ends[y]), 1e-5 * twh_per_month)
          << "delay " << cases[i].delay << ", ramp " << cases[i].ramp << ", " << years[y];
}

TEST(Schedule, PhasesAddUp) {
  TinyBuild build;
  build.phases =
      R"([{ mw = 300, energized = "2025-06" }, { mw = 200, energized = "2026-06", parameters = { ramp_months = 24 } }])";
  Plan const plan = compile(TinyCatalog().build(build).parse(),
                            {{"2026", "2027"}, {"portfolio"}, {"facility_gw", "planned_gw"}});
  std::vector<float> const outputs = PathEvaluator<float>(plan, 1)(0);
  EXPECT_NEAR(outputs[0], 0.3 + 0.2 * 6 / 24, 1e-6);
  EXPECT_NEAR(outputs[1], 0.3 + 0.2 * 18 / 24, 1e-6);
  EXPECT_NEAR(outputs[2], 0.5, 1e-6) << "the plan knows no ramp";
}

TEST(Schedule, PlanStartsOnThePlannedDateWhateverTheDelay) {
  TinyBuild build;
  build.phases = R"([{ mw = 1000, energized = "2026-12" }])";
  Catalog const catalog =
      TinyCatalog().law("delay_months", "30").law("size_factor", "0.5").build(build).parse();
  Plan const plan =
      compile(catalog,
              {{"2026-11-30", "2026-12-31", "2030"}, {"portfolio"}, {"planned_gw", "facility_gw"}});
  std::vector<float> const outputs = PathEvaluator<float>(plan, 1)(0);
  EXPECT_EQ(outputs[0], 0.0f);
  EXPECT_FLOAT_EQ(outputs[1], 1.0f);
  EXPECT_EQ(outputs[4], 0.0f);
  EXPECT_FLOAT_EQ(outputs[5], 0.5f);
}

TEST(Schedule, APhaseThatIsNotBuiltGivesNothing) {
  TinyBuild never, always;
  never.id = "never", always.id = "always";
  never.parameters = "{ completion_probability = 0 }";
  Plan const plan = compile(TinyCatalog().build(never).build(always).parse(),
                            {{"2028"}, {"builds"}, {"facility_gw"}});
  EXPECT_EQ(samples(plan, output_index(plan, "facility_gw", "build:never", "2028-12-31"), 1)[0],
            0.0);
  EXPECT_FLOAT_EQ(static_cast<float>(samples(
                      plan, output_index(plan, "facility_gw", "build:always", "2028-12-31"), 1)[0]),
                  1.0f);
}

}  // namespace
}  // namespace nameplate
