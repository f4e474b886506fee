#include "nameplate/plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/compile/values.hpp"
#include "kernels/tally.hpp"
#include "nameplate/error.hpp"
#include "tests/support/evaluate.hpp"
#include "tests/support/tiny_catalog.hpp"

namespace nameplate {
namespace {

PlanHeader const& header_of(Plan const& plan) { return PlanView(plan.bytes.data()).header(); }

TinyBuild named(std::string const& id) {
  TinyBuild build;
  build.id = id;
  return build;
}

TEST(Streams, AreFnv1aOfTheName) {
  // Published vectors of FNV-1a, 32 bits.
  EXPECT_EQ(stream_id(""), 0x811c9dc5u);
  EXPECT_EQ(stream_id("a"), 0xe40c292cu);
  EXPECT_EQ(stream_id("foobar"), 0xbf9cf968u);
}

TEST(Plan, ScalesPhasesToTheCapacity) {
  TinyBuild by_mw = named("mw"), by_share = named("share");
  by_mw.phases = R"([{ mw = 1, energized = "2025-06" }, { mw = 3, energized = "2026-12" }])";
  by_share.phases =
      R"([{ share = 0.25, energized = "2025-06" }, { share = 0.5, energized = "2026-12" }])";
  by_mw.further = by_share.further = "capacity_gw = 8";
  Plan const plan = compile(TinyCatalog().build(by_mw).build(by_share).parse(),
                            {{"2025", "2027"}, {"builds"}, {"planned_gw"}});
  EXPECT_THAT(PathEvaluator<float>(plan, 1)(0),
              testing::Pointwise(testing::FloatEq(), {2.0f, 8.0f, 2.0f, 6.0f}));
}

TEST(Plan, LeavesCancelledBuildsOut) {
  TinyBuild cancelled = named("cancelled");
  cancelled.status = "cancelled";
  Plan const plan = compile(TinyCatalog().build(named("kept")).build(cancelled).parse(),
                            {{"2027"}, {"all"}, {"facility_gw"}});
  EXPECT_EQ(plan.build_count, 1u);
  EXPECT_EQ(plan.labels.size(), 2u);
}

TEST(Plan, LeavesCancelledPhasesOut) {
  TinyBuild partly = named("partly"), wholly = named("wholly");
  partly.phases =
      R"([{ mw = 400, energized = "2025-06", status = "cancelled" }, { mw = 600, energized = "2025-09" }])";
  wholly.phases = R"([{ mw = 400, energized = "2025-06", status = "cancelled" }])";
  TinyCatalog catalog;
  catalog.law("delay_months", "")
      .by_status("delay_months", "under-construction = 0");  // none for cancelled
  Plan const plan = compile(catalog.build(partly).build(wholly).parse(),
                            {{"2027"}, {"all"}, {"facility_gw", "planned_gw"}});
  EXPECT_EQ(plan.build_count, 1u);
  EXPECT_THAT(PathEvaluator<float>(plan, 1)(0), testing::Each(testing::FloatEq(0.6f)));
}

TEST(Plan, DrawsOnlyWhatTheMetricsRead) {
  TinyCatalog catalog;
  catalog.law("load_factor", "\"0.5 to 0.9\"")
      .law("annual_pue", "\"1.1 to 1.3\"")
      .law("training_mfu", "\"0.3 to 0.5\"");
  for (char const* const parameter : {"load_factor", "training_mfu"})
    catalog.law(parameter, R"({ family = "beta", alpha = 5, beta = 5 })");
  catalog.law("annual_pue", R"({ family = "pert", min = 1.05, mode = 1.1, max = 1.4 })");
  Catalog const parsed = catalog.build({}).parse();
  auto const variables = [&](char const* metric) {
    return compile(parsed, {{"2027"}, {"portfolio"}, {metric}}).variable_count;
  };
  EXPECT_EQ(variables("facility_gw"), 0u);
  EXPECT_EQ(variables("energy_twh"), 1u);
  EXPECT_EQ(variables("it_energy_twh"), 2u);
  EXPECT_EQ(variables("effective_eflops"), 1u);
}

/// The draws of what is reported do not depend on what else is reported.
TEST(Plan, GivesAMetricTheSameValuesWhateverElseIsAsked) {
  TinyCatalog catalog;
  catalog.factors(R"(["a"])", "[[1]]")
      .law("delay_months", "\"2 to 20\"")
      .loadings("delay_months", "a = 0.5");
  catalog.law("load_factor", R"({ family = "beta", alpha = 5, beta = 5 })")
      .law("it_kw_per_accelerator", "\"1.7 to 2.4\"");
  Catalog const parsed = catalog.build(named("one")).build(named("two")).parse();
  Plan const alone = compile(parsed, {{"2026"}, {"build:two"}, {"energy_twh"}}),
             among = compile(parsed, {{"2026", "2027"}, {"all"}, {}});
  EXPECT_EQ(samples(alone, 0, 500),
            samples(among, output_index(among, "energy_twh", "build:two", "2026-12-31"), 500));
}

TEST(Plan, LabelsItsOutputs) {
  Plan const plan = compile(
      TinyCatalog().build({}).parse(),
      {{"2026", "2027"},
       {"portfolio"},
       {"capex_usd_bn/it_gw", "it_gw/facility_gw", "facility_gw:added", "facility_gw:growth"}});
  std::vector<std::string> units;
  for (OutputLabel const& label : plan.labels)
    units.push_back(label.date + " " + label.metric + " [" + label.unit + "]");
  EXPECT_THAT(units, testing::ElementsAre(
                         "2026-12-31 capex_usd_bn/it_gw [USD bn/GW]",
                         "2027-12-31 capex_usd_bn/it_gw [USD bn/GW]",
                         "2026-12-31 it_gw/facility_gw [1]", "2027-12-31 it_gw/facility_gw [1]",
                         "2027-12-31 facility_gw:added [GW]", "2027-12-31 facility_gw:growth [1]"));
}

TEST(Plan, GivesEveryOutputItsOwnBins) {
  Plan const plan = compile(TinyCatalog().build({}).parse(), {{"2026", "2027"}, {"all"}, {}});
  PlanView const view(plan.bytes.data());
  std::uint32_t next = 0;
  for (std::uint32_t o = 0; o < header_of(plan).output_count; ++o) {
    EXPECT_EQ(view.tallies()[o].first_bin, next);
    next += counter_count(view.tallies()[o]);
  }
  EXPECT_EQ(header_of(plan).bin_count, next);
  EXPECT_EQ(header_of(plan).byte_count, plan.bytes.size());
}

TEST(Plan, FingerprintFollowsEveryFigure) {
  auto const print = [](TinyCatalog const& catalog) {
    return fingerprint(compile(catalog.parse(), {}));
  };
  std::uint64_t const plain = print(TinyCatalog().build({}));
  EXPECT_EQ(print(TinyCatalog().build({})), plain);
  EXPECT_NE(print(TinyCatalog().law("load_factor", "0.72").build({})), plain);
}

/// Names with equal hashes would share their draws: refused, with both names.
TEST(Plan, RefusesStreamsThatCollide) {
  TinyCatalog catalog;
  catalog.law("load_factor", R"({ family = "beta", alpha = 5, beta = 5 })");
  ASSERT_EQ(stream_id("build:site-85"), stream_id("build:site-204520"))
      << "the test's names do not collide";
  try {
    compile(catalog.build(named("site-85")).build(named("site-204520")).parse(),
            {{"2027"}, {"all"}, {"energy_twh"}});
    FAIL() << "not refused";
  } catch (InputError const& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("build:site-85"));
    EXPECT_THAT(error.what(), testing::HasSubstr("build:site-204520"));
  }
}

}  // namespace
}  // namespace nameplate
