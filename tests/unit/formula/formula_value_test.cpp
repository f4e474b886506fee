#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "nameplate/run.hpp"
#include "nameplate/summary.hpp"
#include "tests/support/evaluate.hpp"
#include "tests/support/exact_math.hpp"
#include "tests/support/tallies.hpp"
#include "tests/support/tiny_catalog.hpp"

/// Metrics that a catalog makes by formulas, as paths have them.
namespace nameplate {
namespace {

std::string metric(std::string const& id, std::string const& unit, std::string const& formula,
                   std::string const& further = "") {
  return fmt::format("[metrics.{0}]\ntitle = \"{0}\"\nunit = \"{1}\"\nformula = \"{2}\"\n{3}\n", id,
                     unit, formula, further);
}

std::string input(std::string const& id, std::string const& unit, std::string const& value,
                  std::string const& further = "") {
  return fmt::format("[inputs.{}]\nunit = \"{}\"\nvalue = {}\n{}\n", id, unit, value, further);
}

TinyCatalog uncertain() {
  TinyCatalog catalog;
  catalog.factors(R"(["grid"])", "[[1]]")
      .law("load_factor", "{ family = \"beta\", alpha = 8, beta = 3 }")
      .law("size_factor", "{ family = \"uniform\", min = 0, max = 1.1 }")
      .build(TinyBuild())
      .build({.id = "other", .phases = R"([{ mw = 700, energized = "2027-06" }])", .further = ""});
  return catalog;
}

Plan plan_of(TinyCatalog const& catalog, std::vector<std::string> const& metrics,
             std::vector<std::string> const& dates = {"2026", "2028"}) {
  return compile(catalog.parse(), {dates, {"portfolio", "build:other"}, metrics});
}

/// Value of a formula of two constant inputs.
double value_of(std::string const& formula, double x, double y = 1) {
  TinyCatalog catalog;
  catalog.build(TinyBuild())
      .add(input("x", "1", fmt::format("{:.17g}", x)))
      .add(input("y", "1", fmt::format("{:.17g}", y)))
      .add(metric("m", "1", formula));
  return only_output(compile(catalog.parse(), {{"2028"}, {"portfolio"}, {"m"}}));
}

TEST(FormulaValue, EqualsTheModelsMetricMadeOfTheSame) {
  TinyCatalog catalog = uncertain();
  catalog.add(metric("homes", "households", "energy_twh / 10500 kWh * 1 household"))
      .add(metric("half_gw", "MW", "facility_gw / 2"))
      .add(metric("it", "GW", "half_gw / 0.625"))
      .add(metric("co2", "kg", "co2_mt + 0 kg"));
  Plan const plan =
      plan_of(catalog, {"homes", "homes_energy", "it", "it_gw", "co2", "co2_mt", "half_gw"});
  PathEvaluator<float> evaluate(plan, 1);
  double const scale[] = {1, 1, 1e9};
  for (std::uint64_t path = 0; path < 200; ++path) {
    std::vector<float> const& outputs = evaluate(path);
    for (std::size_t scope = 0; scope < 2; ++scope)
      for (std::size_t pair = 0; pair < 3; ++pair)
        for (std::size_t date = 0; date < 2; ++date) {
          std::size_t const at = (scope * 7 + 2 * pair) * 2 + date;
          double const expected = outputs[at + 2] * scale[pair];
          EXPECT_NEAR(outputs[at], expected, 5e-7 * expected) << plan.labels[at].metric;
        }
  }
}

TEST(FormulaValue, IsFormedOnEachPathAlsoInRatiosAndChanges) {
  TinyCatalog catalog = uncertain();
  catalog.add(metric("spare_gw", "GW", "planned_gw - facility_gw"));
  Plan const plan = plan_of(
      catalog, {"spare_gw", "planned_gw", "facility_gw", "spare_gw:added", "spare_gw/planned_gw"});
  auto const at = [&](char const* metric, char const* date) {
    return output_index(plan, metric, "portfolio", date);
  };
  PathEvaluator<float> evaluate(plan, 1);
  for (std::uint64_t path = 0; path < 50; ++path) {
    std::vector<float> const& outputs = evaluate(path);
    float const spare = outputs[at("spare_gw", "2028-12-31")];
    float const planned = outputs[at("planned_gw", "2028-12-31")];
    EXPECT_EQ(spare, planned - outputs[at("facility_gw", "2028-12-31")]);
    EXPECT_EQ(outputs[at("spare_gw:added", "2028-12-31")],
              spare - outputs[at("spare_gw", "2026-12-31")]);
    EXPECT_EQ(outputs[at("spare_gw/planned_gw", "2028-12-31")], spare / planned);
  }
}

struct Exact {
  char const* formula;
  double (*value)(double, double);
  double tolerance = 1e-6;  // relative
};

class FormulaFunction : public testing::TestWithParam<Exact> {};

/// 24 bits: a step is off by 6e-8. A logarithm is, by 4e-7 of log2 near 1, and a power by that of
/// its logarithm.
TEST_P(FormulaFunction, IsTheLibrarysToFloatPrecision) {
  for (double const x : {1e-41, 1e-6, 0.3, 0.999, 1.0, 1.001, 7.0, 80.0})
    for (double const y : {0.25, 3.0}) {
      double const expected = GetParam().value(static_cast<float>(x), static_cast<float>(y));
      EXPECT_NEAR(value_of(GetParam().formula, x, y), expected,
                  GetParam().tolerance * std::max(std::abs(expected), 1e-35))
          << GetParam().formula << " at " << x << ", " << y;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Functions, FormulaFunction,
    testing::Values(
        Exact{"exp(x)", [](double x, double) { return std::exp(x); }},
        Exact{"exp(-x)", [](double x, double) { return std::exp(-x); }},
        Exact{"log(x)", [](double x, double) { return std::log(x); }, 1e-5},
        Exact{"sqrt(x)", [](double x, double) { return std::sqrt(x); }},
        Exact{"x ^ 0.7", [](double x, double) { return std::pow(x, 0.7); }, 1e-5},
        Exact{"(x + y) ^ 7", [](double x, double y) { return std::pow(x + y, 7); }},
        Exact{"(x + y) ^ -3", [](double x, double y) { return std::pow(x + y, -3); }},
        Exact{"min(x, y, 2)",
              [](double x, double y) {
                return std::min({x, y, 2.0});
              }},
        Exact{"max(x, y, 2)",
              [](double x, double y) {
                return std::max({x, y, 2.0});
              }},
        Exact{"if(x < y, x / y, y - x)", [](double x, double y) { return x < y ? x / y : y - x; }},
        Exact{"if(x >= 1, y, if(x <= 0.3, 5, -y))",
              [](double x, double y) {
                return x >= 1 ? y : x <= static_cast<double>(0.3f) ? 5 : -y;
              }},
        Exact{"2 * x - y * 3 / 4 + 1", [](double x, double y) { return 2 * x - y * 3 / 4 + 1; }}));

TEST(FormulaValue, IsNoneWhereThereIsNoneAndNeverALimit) {
  for (char const* const formula :
       {"1 / x", "x / x", "log(x)", "log(-y)", "sqrt(-y)", "(-y) ^ 0.3", "x ^ -0.3", "exp(100 * y)",
        "min(1 / x, y)", "max(y, 1 / x)", "if(1 / x > 1, 1, 2)", "if(x < 1, 1 / x, 2)",
        "(1 / x) * 0 * y"})
    EXPECT_TRUE(std::isnan(value_of(formula, 0, 1))) << formula;
  for (char const* const formula : {"y * y", "1 / (y * y)", "-y * y", "y ^ 2.5"})
    EXPECT_TRUE(std::isnan(value_of(formula, 0, 1e30))) << formula << ": beyond a float";
}

TEST(FormulaValue, IsThatOfTheChosenBranchWhateverTheOther) {
  EXPECT_EQ(value_of("if(x > 0, log(x), 7)", 0), 7);
  EXPECT_EQ(value_of("if(x > 0, 7, log(x))", 1e-3), 7);
  EXPECT_EQ(value_of("x ^ 0.3", 0), 0);
  EXPECT_EQ(value_of("exp(-200 * y)", 0, 1), 0) << "below the smallest number";
}

TEST(FormulaInput, ChangesNoOtherDraw) {
  Plan const without = plan_of(uncertain(), {"facility_gw"});
  TinyCatalog catalog = uncertain();
  catalog.add(input("price", "USD/kWh", "\"0.1 to 1\"", "loadings = { grid = 0.5 }"))
      .add(metric("revenue", "USD bn", "energy_twh * price"));
  Plan const with = plan_of(catalog, {"facility_gw", "revenue"});
  std::size_t const other = output_index(with, "facility_gw", "build:other", "2028-12-31");
  EXPECT_EQ(samples(with, other, 100), samples(without, 3, 100));
}

TEST(FormulaInput, FollowsItsFactors) {
  TinyCatalog catalog = uncertain();
  std::string const law = "{ family = \"normal\", mean = 2, sd = 0.1 }";
  catalog.add(input("a", "1", law, "loadings = { grid = 1 }"))
      .add(input("b", "1", law, "loadings = { grid = -1 }"))
      .add(input("c", "1", law))
      .add(metric("opposite", "1", "a + b"))
      .add(metric("apart", "1", "a + c"));
  Plan const plan = compile(catalog.parse(), {{"2028"}, {"portfolio"}, {"opposite", "apart"}});
  double spread = 0;
  for (double const x : samples(plan, 0, 100)) EXPECT_NEAR(x, 4, 1e-6);
  for (double const x : samples(plan, 1, 100)) spread = std::max(spread, std::abs(x - 4));
  EXPECT_GT(spread, 0.2);
}

TinyCatalog with_every_operation() {
  TinyCatalog catalog = uncertain();
  catalog.add(input("price", "USD/MWh", "\"20 to 200\"", "loadings = { grid = -0.6 }"))
      .add(input("shift", "1", "{ family = \"normal\", mean = 0, sd = 1 }"))
      .add(metric("margin", "USD/MWh", "energy_twh * price / energy_twh - 70 USD/MWh"))
      .add(metric("all", "1",
                  "if(margin >= 0 USD/MWh, log(margin / 1 USD * 1 MWh) + exp(shift), "
                  "-(min(facility_gw, 1 GW) / 1 GW) ^ 3) + sqrt(max(shift, -1.5)) * 2.5 ^ 2 + "
                  "(price / 1 USD * 1 MWh) ^ 0.3"));
  return catalog;
}

TEST(FormulaTallies, AreTheScalarModelsForEveryInstructionSetAndNumberOfThreads) {
  Plan const plan =
      plan_of(with_every_operation(), {"all", "margin", "all:added", "margin/facility_gw"});
  constexpr std::uint64_t paths = 3000;
  Tallies const expected = scalar_tallies(plan, 5, 11, paths);
  for (Isa const isa : {Isa::portable, Isa::avx2, Isa::avx512}) {
    if (!available(isa)) continue;
    for (int const threads : {1, 3}) {
      RunOptions options;
      options.paths = paths, options.first_path = 11, options.seed = 5;
      options.backend = Backend::cpu, options.isa = isa, options.threads = threads;
      options.chunk_paths = 256;
      EXPECT_TRUE(run(plan, options).tallies == expected) << name(isa) << ", " << threads;
    }
  }
}

/// Where float and double take the same branches. Sums may cancel: against the size of the terms.
TEST(FormulaValue, RoundsLikeTheRestOfTheModel) {
  Plan const plan = compile(with_every_operation().parse(), {{"2028"}, {"portfolio"}, {"all"}});
  PathEvaluator<float> rounded(plan, 3);
  PathEvaluator<double> exact(plan, 3);
  int compared = 0;
  double worst = 0;
  for (std::uint64_t path = 0; path < 2000; ++path) {
    double const a = rounded(path)[0], b = exact(path)[0];
    ASSERT_EQ(std::isnan(a), std::isnan(b));
    if (std::isnan(a)) continue;
    ++compared;
    worst = std::max(worst, std::abs(a - b) / std::max(1.0, std::abs(b)));
  }
  EXPECT_GT(compared, 900);
  EXPECT_LT(worst, 1e-5);
  EXPECT_GT(worst, 1e-9);
}

TEST(FormulaTallies, CountWhatLiesBeyondTheRangeAndWhatHasNoValue) {
  TinyCatalog catalog = uncertain();
  catalog
      .add(input("x", "1",
                 "{ family = \"discrete\", values = [-5, 0, 0.1, 3, 100], weights = "
                 "[1, 1, 1, 1, 1] }"))
      .add(metric("ranged", "1", "x", "range = [1, 8]"))
      .add(metric("root", "1", "sqrt(x)"));
  Plan const plan = compile(catalog.parse(), {{"2028"}, {"portfolio"}, {"ranged", "root"}});
  RunOptions options;
  options.paths = 5000;
  options.backend = Backend::cpu;
  Summary const summary = summarize(plan, run(plan, options).tallies);
  OutputSummary const& ranged = summary.outputs[0];
  for (std::uint64_t const count :
       {ranged.overflow, ranged.underflow, ranged.zero, summary.outputs[1].undefined})
    EXPECT_NEAR(static_cast<double>(count), 1000, 4 * std::sqrt(5000 * 0.2 * 0.8));
  EXPECT_EQ(ranged.undefined, 0u);
}

TEST(FormulaSummary, DoesNotTakePathsWithoutValueForExcludedOnes) {
  TinyCatalog catalog = uncertain();
  catalog.add(input("x", "1", "{ family = \"bernoulli\", p = 0.5 }"))
      .add(metric("inverse", "1", "1 / x"));
  Plan const plan = compile(catalog.parse(), {.dates = {"2028"},
                                              .scopes = {"portfolio"},
                                              .metrics = {"inverse", "facility_gw"},
                                              .given = {"build:other completes"}});
  RunOptions options;
  options.paths = 1000;
  options.backend = Backend::cpu;
  Summary const summary = summarize(plan, run(plan, options).tallies);
  EXPECT_EQ(summary.given_paths, 1000u);
  EXPECT_GT(summary.outputs[0].undefined, 400u);
}

TEST(FormulaPlan, WithoutFormulasHasNoSteps) {
  Plan const plan = plan_of(with_every_operation(), {"facility_gw"});
  EXPECT_EQ(PlanView(plan.bytes.data()).header().formula_step_count, 0u);
  EXPECT_EQ(plan.bytes, plan_of(uncertain(), {"facility_gw"}).bytes);
}

}  // namespace
}  // namespace nameplate
