#include "kernels/chain.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "tests/support/evaluate.hpp"
#include "tests/support/tiny_catalog.hpp"

/// The capacity chain against arithmetic by hand, in a catalog without uncertainty.
namespace nameplate {
namespace {

constexpr double rounding = 1e-6;  // relative, of a chain of a dozen binary32 operations

/// Every metric of 1 GW facility power that has been online for two years, at the end of 2027.
std::map<std::string, double> metrics_of_one_gw() {
  auto const value = [](char const* name) { return tiny_value(name); };
  double const it = 1 / value("design_peak_ratio");  // GW
  double const packages =
      it * value("ai_share") * (1 - value("unfilled_share")) * 1e6 / value("it_kw_per_accelerator");
  double const at_work = packages * value("availability") * value("chips_allocated");
  double const average = value("load_factor"), twh = average * 8.760,
               it_twh = twh / value("annual_pue");
  double const kwh = value("household_kwh_per_year"), peak_kw = value("household_peak_kw");
  double const grid = value("grid_kg_co2_per_kwh") *
                      std::pow(1 + value("grid_intensity_trend"), 2.5) * (1 + value("grid_loss"));
  double const onsite = value("onsite_generation_share");
  double const capex = it * value("capex_usd_bn_per_it_gw");
  double const bill = twh * value("electricity_usd_per_kwh");
  double const serving = value("inference_share") + 2.5 * value("inference_share_trend");
  double const inference_eflops = at_work * chip_fp8_pflops / 1000 * value("inference_utilization");
  double const flop_per_token =
      2e9 * value("active_parameters_bn") * (1 + value("attention_overhead"));
  double const tokens = serving * inference_eflops * 1e18 * 86400 / flop_per_token;  // a day
  return {{"planned_gw", 1},
          {"facility_gw", 1},
          {"gross_gw", 1},
          {"overlap_gw", 0},
          {"it_gw", it},
          {"accelerators", packages},
          {"dies", packages * chip_dies},
          {"peak_bf16_eflops", packages * chip_bf16_pflops / 1000},
          {"peak_fp8_eflops", packages * chip_fp8_pflops / 1000},
          {"peak_fp4_eflops", packages * chip_fp4_pflops / 1000},
          {"h100e", packages * chip_fp8_pflops / 1.979},
          {"effective_eflops", at_work * chip_bf16_pflops / 1000 * value("training_mfu")},
          {"inference_eflops", inference_eflops},
          {"average_gw", average},
          {"peak_gw", value("peak_to_nameplate")},
          {"energy_twh", twh},
          {"it_energy_twh", it_twh},
          {"homes_energy", twh * 1e9 / kwh},
          {"homes_nameplate", 8.760e9 / kwh},
          {"homes_peak", average * 1e6 / peak_kw},
          {"us_homes_energy", twh * 1e9 / kwh},
          {"us_homes_nameplate", 8.760e9 / kwh},
          {"us_homes_peak", average * 1e6 / peak_kw},
          {"co2_mt", twh * ((1 - onsite) * grid + onsite * value("onsite_kg_co2_per_kwh"))},
          {"water_gl", it_twh * value("water_l_per_it_kwh")},
          {"capex_usd_bn", capex},
          {"power_bill_usd_bn", bill},
          {"inference_gw", serving},
          {"tokens_per_day", tokens / 1e12},
          {"users:chat", tokens / (1300 * 3.7 * 1.9)},
          {"planned_capex_usd_bn", capex},
          {"funds_usd_bn", 0},
          {"revenue_usd_bn", value("revenue_usd_bn_per_gw_year")},
          {"cost_usd_bn", capex / value("useful_life_years") + bill}};
}

double only_metric(TinyCatalog const& catalog, std::string const& metric,
                   std::string const& scope = "portfolio") {
  return only_output(compile(catalog.parse(), {{"2027"}, {scope}, {metric}}));
}

TEST(Chain, GivesEveryMetricAsByHand) {
  std::map<std::string, double> const expected = metrics_of_one_gw();
  ASSERT_EQ(expected.size(), std::size_t{metric_count}) << "a metric has no arithmetic here";
  for (auto const& [name, value] : expected)
    EXPECT_NEAR(only_metric(TinyCatalog().build({}), name), value, rounding * value) << name;
}

TEST(Chain, AsksOnlyForTheParametersOfAMetric) {
  // Together they give the same as alone: nothing that one metric needs is left at a stand-in
  // value.
  std::map<std::string, double> const expected = metrics_of_one_gw();
  Plan const plan = compile(TinyCatalog().build({}).parse(), {{"2027"}, {"portfolio"}, {}});
  std::vector<float> const outputs = PathEvaluator<float>(plan, 1)(0);
  ASSERT_EQ(outputs.size(), expected.size());
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    double const value = expected.at(plan.labels[i].metric);
    EXPECT_NEAR(outputs[i], value, rounding * value) << plan.labels[i].metric;
  }
}

TEST(Chain, ReadsHouseholdsOfTheRegionAndOfTheUS) {
  TinyBuild build;
  build.region = "abroad";
  TinyCatalog catalog;
  catalog.add("[regions.abroad]\nname = \"Abroad\"\nparameters = { household_kwh_per_year = 2500 }")
      .build(build);
  EXPECT_NEAR(only_metric(catalog, "homes_nameplate"), 8.760e9 / 2500, rounding * 8.760e9 / 2500);
  EXPECT_NEAR(only_metric(catalog, "us_homes_nameplate"), 8.760e9 / 10500,
              rounding * 8.760e9 / 10500);
}

TEST(Chain, WeighsAPlatformMixByItPower) {
  TinyCatalog catalog;
  catalog.add(
      "[platforms.other]\nname = \"Other\"\npeak_pflops = { bf16 = 1.0, fp8 = 2.0 }\n"
      "parameters = { it_kw_per_accelerator = 1.4, training_mfu = 0.5 }");
  TinyBuild build;
  build.platforms = "{ chip = 0.25, other = 0.75 }";
  catalog.build(build);
  double const filled_kw = 1e6 / 1.25 * 0.97 * (1 - 0.11);
  double const chips = 0.25 * filled_kw / 2.1, others = 0.75 * filled_kw / 1.4;
  double const eflops = (chips * 2.5 * 0.41 + others * 1.0 * 0.5) / 1000 * 0.92 * 0.83;
  EXPECT_NEAR(only_metric(catalog, "accelerators"), chips + others, rounding * (chips + others));
  EXPECT_NEAR(only_metric(catalog, "dies"), 2 * chips + others, rounding * (2 * chips + others));
  EXPECT_NEAR(only_metric(catalog, "effective_eflops"), eflops, rounding * eflops);
  EXPECT_NEAR(only_metric(catalog, "peak_fp4_eflops"), chips / 100, rounding * chips / 100)
      << "the other lacks fp4";
}

TEST(Chain, KeepsTheMixOfEachPhase) {
  TinyCatalog catalog;
  catalog.add("[platforms.other]\nname = \"Other\"\nparameters = { it_kw_per_accelerator = 1.4 }");
  TinyBuild build;
  build.phases =
      R"([{ mw = 400, energized = "2025-06" }, { mw = 600, energized = "2025-09", platforms = { other = 1.0 } },
    { mw = 100, energized = "2025-12" }])";
  double const expected = 1000 / 1.25 * 0.97 * (1 - 0.11) * (500 / 2.1 + 600 / 1.4);
  EXPECT_NEAR(only_metric(catalog.build(build), "accelerators"), expected, rounding * expected);
}

/// Every metric of a scope at the end of 2027, by name.
std::map<std::string, double> metrics_of(Catalog const& catalog, std::string const& scope) {
  Plan const plan = compile(catalog, {{"2027"}, {scope}, {}});
  std::vector<float> const outputs = PathEvaluator<float>(plan, 1)(0);
  std::map<std::string, double> metrics;
  for (std::size_t i = 0; i < outputs.size(); ++i) metrics[plan.labels[i].metric] = outputs[i];
  return metrics;
}

/// The same phases in one build, whose coefficients are partly kept from one to the next, and in
/// builds of their own.
TEST(Chain, OfPhasesWithMixesOfTheirOwnIsThatOfAsManyBuilds) {
  TinyCatalog catalog;
  catalog.add(
      "[platforms.other]\nname = \"Other\"\npeak_pflops = { bf16 = 1.0, fp8 = 3.0, fp4 = 4.5 }\n"
      "parameters = { it_kw_per_accelerator = 1.4, training_mfu = 0.5, "
      "inference_utilization = 0.35, capex_usd_bn_per_it_gw = 21 }");
  TinyBuild whole, first, second;
  whole.id = "whole", first.id = "first", second.id = "second";
  first.phases = R"([{ mw = 400, energized = "2025-06" }])";
  second.phases = R"([{ mw = 600, energized = "2025-09" }])";
  second.platforms = "{ other = 1.0 }";
  whole.phases =
      R"([{ mw = 400, energized = "2025-06" }, { mw = 600, energized = "2025-09", platforms = { other = 1.0 } }])";
  Catalog const parsed = catalog.build(whole).build(first).build(second).parse();
  std::map<std::string, double> const parts[] = {metrics_of(parsed, "build:first"),
                                                 metrics_of(parsed, "build:second")};
  std::map<std::string, double> const metrics = metrics_of(parsed, "build:whole");
  ASSERT_EQ(metrics.size(), std::size_t{metric_count});
  for (auto const& [name, value] : metrics) {
    double const expected = parts[0].at(name) + parts[1].at(name);
    EXPECT_NEAR(value, expected, rounding * expected) << name;
  }
}

TEST(InferenceShare, FollowsItsTrendAndStaysAShare) {
  Catalog const catalog = TinyCatalog()
                              .law("inference_share", "0.8")
                              .law("inference_share_trend", "0.1")
                              .build({})
                              .parse();
  Plan const plan =
      compile(catalog, {{"2026", "2027", "2028"}, {"portfolio"}, {"inference_gw/facility_gw"}});
  std::vector<float> const outputs = PathEvaluator<float>(plan, 1)(0);
  EXPECT_NEAR(outputs[0], 0.95, rounding) << "1.5 years after the epoch, the middle of 2026";
  EXPECT_EQ(outputs[1], 1.0f);
  EXPECT_EQ(outputs[2], 1.0f);
}

TEST(Contract, BuysThePowerThatItsDollarsPayFor) {
  TinyBuild build;
  build.basis = R"("it")";
  build.phases =
      R"([{ share = 0.25, energized = "2025-06" }, { share = 0.5, energized = "2025-12" }])";
  build.further = "contract = { usd_bn = 38 }";
  TinyCatalog const catalog = TinyCatalog().build(build);
  // 38 bn / (5 years x 8760 h x 3.3 USD x 0.96) packages of 2.1 kW, three quarters of them by then.
  double const packages = 38e9 / (5 * 8760 * 3.3 * 0.96), it_gw = 0.75 * packages * 2.1e-6;
  EXPECT_NEAR(only_metric(catalog, "it_gw"), it_gw, rounding * it_gw);
  EXPECT_NEAR(only_metric(catalog, "facility_gw"), 1.25 * it_gw, rounding * 1.25 * it_gw);
  EXPECT_NEAR(only_metric(catalog, "planned_gw"), 1.25 * it_gw, rounding * 1.25 * it_gw);
}

TEST(Contract, IsPricedAtTheMixOfItsPlatforms) {
  TinyCatalog catalog;
  catalog.add(
      "[platforms.other]\nname = \"Other\"\n"
      "parameters = { it_kw_per_accelerator = 1.4, price_usd_per_accelerator_hour = 1.8 }");
  TinyBuild build;
  build.basis = R"("it")";
  build.platforms = "{ chip = 0.6, other = 0.4 }";
  build.phases = R"([{ share = 1.0, energized = "2025-06" }])";
  build.further = "contract = { usd_bn = 100 }";
  double const usd_per_kw_hour = 0.6 / 2.1 * 3.3 + 0.4 / 1.4 * 1.8;
  double const it_gw = 100e9 / (5 * 8760 * 0.96 * usd_per_kw_hour) * 1e-6;
  EXPECT_NEAR(only_metric(catalog.build(build), "it_gw"), it_gw, rounding * it_gw);
}

TEST(Coincidence, LowersThePeakOfSeveralSitesOnly) {
  TinyBuild a, b;
  a.id = "a", b.id = "b";
  a.groups = b.groups = R"(["pair"])";
  TinyCatalog catalog;
  catalog.add("[groups.pair]\nname = \"Pair\"").build(a).build(b);
  EXPECT_NEAR(only_metric(catalog, "peak_gw"), 2 * 0.87 * 0.93, rounding * 2);
  EXPECT_NEAR(only_metric(catalog, "peak_gw", "group:pair"), 2 * 0.87 * 0.93, rounding * 2);
  EXPECT_NEAR(only_metric(catalog, "peak_gw", "build:a"), 0.87, rounding);
}

TEST(Outputs, AreRatiosAndChangesOfTheSamePath) {
  TinyBuild build;
  build.phases = R"([{ mw = 400, energized = "2025-11" }, { mw = 600, energized = "2026-11" }])";
  Plan const plan = compile(TinyCatalog().build(build).parse(),
                            {{"2024", "2025", "2026"},
                             {"portfolio"},
                             {"it_gw/facility_gw", "facility_gw:added", "facility_gw:growth"}});
  std::vector<float> const outputs = PathEvaluator<float>(plan, 1)(0);
  ASSERT_EQ(outputs.size(), 7u);
  EXPECT_TRUE(std::isnan(outputs[0])) << "nothing online: no ratio";
  EXPECT_FLOAT_EQ(outputs[1], 0.8f);
  EXPECT_FLOAT_EQ(outputs[2], 0.8f);
  EXPECT_FLOAT_EQ(outputs[3], 0.4f) << "added in 2025";
  EXPECT_FLOAT_EQ(outputs[4], 0.6f);
  EXPECT_TRUE(std::isnan(outputs[5])) << "no growth from nothing";
  EXPECT_FLOAT_EQ(outputs[6], 2.5f);
}

}  // namespace
}  // namespace nameplate
