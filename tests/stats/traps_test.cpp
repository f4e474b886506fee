#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "nameplate/run.hpp"
#include "nameplate/summary.hpp"
#include "tests/support/evaluate.hpp"
#include "tests/support/statistics.hpp"
#include "tests/support/tiny_catalog.hpp"

/// Five ways to count a gigawatt wrongly.
namespace nameplate {
namespace {

constexpr double rounding = 1e-6;  // relative

/// The metric of one GW that has been online for two years.
double metric_of(TinyCatalog const& catalog, std::string const& metric) {
  return only_output(compile(catalog.parse(), {{"2027"}, {"portfolio"}, {metric}}));
}

TinyCatalog with_basis(std::string const& basis) {
  TinyBuild build;
  build.basis = basis;
  return TinyCatalog().build(build);
}

// 1. Two PUEs: the ratio at design peak converts nameplate, the annual one energy.

TEST(TwoPues, AnnualPueConvertsEnergyOnly) {
  for (char const* const basis : {R"("facility")", R"("it")"}) {
    TinyCatalog const low = with_basis(basis).law("annual_pue", "1.1"),
                      high = with_basis(basis).law("annual_pue", "1.32");
    for (char const* const metric :
         {"facility_gw", "it_gw", "energy_twh", "average_gw", "peak_gw", "accelerators",
          "homes_energy", "co2_mt", "power_bill_usd_bn", "capex_usd_bn"})
      EXPECT_EQ(metric_of(low, metric), metric_of(high, metric)) << metric << " on basis " << basis;
    for (char const* const metric : {"it_energy_twh", "water_gl"})
      EXPECT_NEAR(metric_of(low, metric) / metric_of(high, metric), 1.2, rounding)
          << metric << " on basis " << basis;
  }
}

TEST(TwoPues, DesignPeakRatioConvertsNameplateOnly) {
  TinyCatalog const low = with_basis(R"("facility")").law("design_peak_ratio", "1.2");
  TinyCatalog const high = with_basis(R"("facility")").law("design_peak_ratio", "1.5");
  for (char const* const metric :
       {"facility_gw", "energy_twh", "it_energy_twh", "average_gw", "peak_gw", "homes_nameplate"})
    EXPECT_EQ(metric_of(low, metric), metric_of(high, metric)) << metric;
  for (char const* const metric : {"it_gw", "accelerators", "capex_usd_bn"})
    EXPECT_NEAR(metric_of(low, metric) / metric_of(high, metric), 1.25, rounding) << metric;
}

TEST(TwoPues, DesignPeakRatioMakesFacilityPowerOfItPower) {
  TinyCatalog const low = with_basis(R"("it")").law("design_peak_ratio", "1.2");
  TinyCatalog const high = with_basis(R"("it")").law("design_peak_ratio", "1.5");
  EXPECT_EQ(metric_of(low, "it_gw"), metric_of(high, "it_gw"));
  EXPECT_EQ(metric_of(low, "accelerators"), metric_of(high, "accelerators"));
  EXPECT_NEAR(metric_of(high, "energy_twh") / metric_of(low, "energy_twh"), 1.25, rounding);
}

// 2. The basis of a gigawatt.

TEST(Basis, ConvertsTheSameGigawattByItsReading) {
  double const ratio = tiny_value("design_peak_ratio"), systems = tiny_value("it_per_systems");
  EXPECT_NEAR(metric_of(with_basis(R"("facility")"), "facility_gw"), 1, rounding);
  EXPECT_NEAR(metric_of(with_basis(R"("facility")"), "it_gw"), 1 / ratio, rounding);
  EXPECT_NEAR(metric_of(with_basis(R"("it")"), "facility_gw"), ratio, rounding * ratio);
  EXPECT_NEAR(metric_of(with_basis(R"("it")"), "it_gw"), 1, rounding);
  EXPECT_NEAR(metric_of(with_basis(R"("systems")"), "facility_gw"), systems * ratio, rounding * 2);
  EXPECT_NEAR(metric_of(with_basis(R"("systems")"), "it_gw"), systems, rounding * 2);
  EXPECT_NEAR(metric_of(with_basis(R"("systems")"), "planned_gw"), systems * ratio, rounding * 2)
      << "the plan too is facility power";
}

/// 4.5 standard errors: a false alarm in 150,000 checks.
TEST(Basis, IsDrawnWhereTheSourceDoesNotSay) {
  constexpr std::uint64_t paths = 50'000;
  TinyCatalog const catalog = with_basis("{ facility = 0.5, it = 0.3, systems = 0.2 }");
  std::vector<double> const x =
      samples(compile(catalog.parse(), {{"2027"}, {"portfolio"}, {"facility_gw"}}), 0, paths);
  double const ratio = tiny_value("design_peak_ratio"), systems = tiny_value("it_per_systems");
  for (auto const& [gw, p] : {std::pair{1.0, 0.5}, {ratio, 0.3}, {systems * ratio, 0.2}}) {
    auto const count = std::count_if(x.begin(), x.end(),
                                     [&](double value) { return std::abs(value - gw) < 1e-5; });
    EXPECT_TRUE(within_standard_errors(4.5, static_cast<double>(count) / paths,
                                       std::sqrt(p * (1 - p) / paths), p))
        << gw << " GW";
  }
}

// 3. Packages or dies.

TEST(Packages, OfRubinHoldTwoDiesAndOfRubinUltraFour) {
  Catalog const catalog = load_catalog(NAMEPLATE_DATA_DIR "/catalog.toml");
  EXPECT_EQ(catalog.platforms.at("vera-rubin-nvl72").dies_per_package, 2);
  EXPECT_EQ(catalog.platforms.at("rubin-ultra-nvl576").dies_per_package, 4);
  EXPECT_EQ(catalog.platforms.at("h100-sxm").dies_per_package, 1);
}

TEST(Packages, AreWhatAcceleratorsCount) {
  EXPECT_EQ(metric_of(with_basis(R"("it")"), "dies"),
            chip_dies * metric_of(with_basis(R"("it")"), "accelerators"));
  // A gigawatt of IT on Rubin at 3.45 kW per package: 290,000 packages, 580,000 dies.
  TinyCatalog rubin = with_basis(R"("it")")
                          .law("it_kw_per_accelerator", "3.45")
                          .law("ai_share", "1")
                          .law("unfilled_share", "0");
  EXPECT_NEAR(metric_of(rubin, "accelerators"), 289'855, 1);
  EXPECT_NEAR(metric_of(rubin, "dies"), 579'710, 2);
}

// 4. All-in kW hold CPUs, network and storage already.

TEST(AllInPower, IsDividedByNothingElse) {
  for (double const kw : {0.87, 2.05, 4.75}) {
    TinyCatalog catalog = with_basis(R"("it")").law("ai_share", "1").law("unfilled_share", "0");
    catalog.law("it_kw_per_accelerator", fmt::format("{}", kw));
    EXPECT_NEAR(metric_of(catalog, "accelerators"), 1e6 / kw, rounding * 1e6 / kw);
    // Neither the overhead of systems nor any PUE moves what a MW of IT holds.
    catalog.law("it_per_systems", "1.3")
        .law("annual_pue", "1.3")
        .law("design_peak_ratio", "1.5")
        .law("load_factor", "0.4");
    EXPECT_NEAR(metric_of(catalog, "accelerators"), 1e6 / kw, rounding * 1e6 / kw);
  }
}

TEST(AllInPower, OfAGigawattOfSystemsCountsTheOverheadOnce) {
  TinyCatalog const catalog =
      with_basis(R"("systems")").law("ai_share", "1").law("unfilled_share", "0");
  double const expected = tiny_value("it_per_systems") * 1e6 / tiny_value("it_kw_per_accelerator");
  EXPECT_NEAR(metric_of(catalog, "accelerators"), expected, rounding * expected);
}

// 5. Realisation ratios of grid operators are outside views, not factors.

TEST(RealisationRatios, EnterNoPlan) {
  TinyCatalog const without = with_basis(R"("facility")");
  auto const with_evidence = [&](char const* value) {
    return TinyCatalog(without).add(
        fmt::format("[evidence.ercot]\nname = \"ERCOT\"\nunit = \"1\"\nvalue = {}", value));
  };
  std::uint64_t const expected = fingerprint(compile(without.parse(), {}));
  EXPECT_EQ(fingerprint(compile(with_evidence("0.498").parse(), {})), expected);
  EXPECT_EQ(fingerprint(compile(with_evidence("\"0.1 to 0.2\"").parse(), {})), expected);
}

/// What the catalog delivers of its plan, completion x size x delay x ramp x load factor, beside
/// the outside views that mix the same: half of the capacity over 100 MW is stalled or dropped, a
/// load draws 0.5 of its request when it is energized. A factor counted twice, or a grid operator's
/// ratio put on top, leaves the band.
TEST(RealisationRatios, AgreeWithTheProductOfTheParts) {
  Catalog const catalog = load_catalog(NAMEPLATE_DATA_DIR "/catalog.toml");
  Plan const plan = compile(
      catalog, {{"2030"}, {"group:campuses"}, {"average_gw/planned_gw", "facility_gw/planned_gw"}});
  RunOptions options;
  options.paths = 20'000;
  options.backend = Backend::cpu;
  Summary const summary = summarize(plan, run(plan, options).tallies);
  double const built = summary.outputs.at(1).mean.value(),
               drawn = summary.outputs.at(0).mean.value();
  EXPECT_GT(built, 0.5);
  EXPECT_LT(built, 0.95);
  EXPECT_GT(drawn, 0.35);
  EXPECT_LT(drawn, 0.70);
}

}  // namespace
}  // namespace nameplate
