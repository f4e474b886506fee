#include "host/backtest/trial.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "tests/support/milestones.hpp"
#include "tests/support/statistics.hpp"
#include "tests/support/tiny_catalog.hpp"

/// Forecasts against closed forms. Each tolerance is four standard errors of the share of paths (1
/// in 16,000 fails by chance; the seed is fixed), plus half a per mille where a bin splits.
namespace nameplate {
namespace {

constexpr double paths = 100'000;
constexpr double mu = 1.2, sigma = 0.6;  // of the logarithm of the delay in months

double normal_cdf(double z) { return cdf(boost::math::normal(), z); }
double delay_cdf(double months) { return normal_cdf((std::log(months) - mu) / sigma); }

double tolerance(double p) { return 4 * std::sqrt(p * (1 - p) / paths) + 5e-4; }

/// Delays are lognormal, ramps short.
TinyCatalog late() {
  return TinyCatalog()
      .law("delay_months",
           fmt::format("{{ family = \"lognormal\", mu = {}, sigma = {} }}", mu, sigma))
      .law("ramp_months", "0.01");
}

Forecast forecast_of(TinyCatalog const& tiny, std::string const& entry) {
  Catalog const catalog = tiny.parse();
  Milestones const milestones =
      parse_milestones(milestones_file(entry), "milestones.toml", catalog);
  Trial const trial = make_trial(milestones.scored.front(), catalog);
  RunOptions options;
  options.backend = Backend::cpu;
  options.paths = static_cast<std::uint64_t>(paths);
  return judge(trial, trial.plan, run(trial.plan, options).tallies);
}

void expect_pit(Forecast const& forecast, double low, double high) {
  EXPECT_NEAR(forecast.pit.low, low, tolerance(low));
  EXPECT_NEAR(forecast.pit.high, high, tolerance(high));
}

TEST(Trial, GivesAWindowThePitsOfItsEnds) {
  expect_pit(forecast_of(late(), date_milestone("m", "actual = \"2025-10\"")), delay_cdf(3),
             delay_cdf(4));
}

TEST(Trial, GivesADayAlmostAPoint) {
  Forecast const forecast = forecast_of(late(), date_milestone("m", "actual = \"2025-10-15\""));
  expect_pit(forecast, delay_cdf(3 + 14.0 / 31), delay_cdf(3 + 15.0 / 31));
}

TEST(Trial, GivesACensoredDateAllThatIsLater) {
  Forecast const forecast = forecast_of(late(), date_milestone("m", "not_before = \"2025-12-31\""));
  expect_pit(forecast, delay_cdf(6), 1);
  EXPECT_EQ(forecast.pit.high, 1);
}

TEST(Trial, CountsWhatIsNeverBuiltAsLater) {
  TinyCatalog tiny = late();
  tiny.law("completion_probability", "0.6");
  expect_pit(forecast_of(tiny, date_milestone("m", "actual = \"2025-10\"")), 0.6 * delay_cdf(3),
             0.6 * delay_cdf(4));
}

TEST(Trial, KnowsTheQuantilesOfADate) {
  Forecast const forecast = forecast_of(late(), date_milestone("m", "actual = \"2025-10\""));
  // Linear within a month: the law's second derivative is below 0.2, so F is off by 0.2 / 8.
  EXPECT_NEAR(forecast.law.quantile(0.5), 6 + std::exp(mu), 0.1);
  EXPECT_NEAR(forecast.law.quantile(0.95), 6 + std::exp(mu + 1.645 * sigma), 0.3);
}

TEST(Trial, WorksBeforeTheEpoch) {
  std::string const entry =
      "[milestones.m]\nname = \"m\"\nsaid = \"2021\"\nmetric = \"gross_gw\"\nplanned = "
      "\"2022-06\"\n"
      "reaches = 0\nactual = \"2022-10\"\n" +
      tiny_plan(1000, "2022-06");
  expect_pit(forecast_of(late(), entry), delay_cdf(3), delay_cdf(4));
}

TEST(Trial, TakesALevelAboveZero) {
  TinyCatalog tiny = late();
  tiny.law("ramp_months", "4");  // half of 1 GW two months after first power
  std::string const entry = milestone("m", tiny_plan(1000, "2025-06"),
                                      "planned = \"2025-06\"\nreaches = 0.5\nactual = \"2025-10\"");
  expect_pit(forecast_of(tiny, entry), delay_cdf(1), delay_cdf(2));
}

/// Size is normal around the plan.
TinyCatalog uneven() {
  return TinyCatalog().law("size_factor", "{ family = \"normal\", mean = 1, sd = 0.1 }");
}

TEST(Trial, GivesAValueAtItsMedianAHalf) {
  Forecast const forecast = forecast_of(uneven(), value_milestone("m", "value = 1"));
  expect_pit(forecast, 0.5, 0.5);
}

TEST(Trial, GivesAValueItsProbability) {
  expect_pit(forecast_of(uneven(), value_milestone("m", "value = 1.1")), normal_cdf(1),
             normal_cdf(1));
  expect_pit(forecast_of(uneven(), value_milestone("m", "value_at_least = 1.1")), normal_cdf(1), 1);
  expect_pit(forecast_of(uneven(), value_milestone("m", "value_at_most = 1.1")), 0, normal_cdf(1));
}

TEST(Trial, GivesAnAtomAnInterval) {
  TinyCatalog tiny;
  tiny.law("completion_probability", "0.7");
  expect_pit(forecast_of(tiny, value_milestone("m", "value = 0")), 0, 0.3);
  expect_pit(forecast_of(tiny, value_milestone("m", "value = 1")), 0.3, 1);
}

TEST(Trial, ScoresANormalValueByTheClosedForm) {
  double const z = 0.5, sd = 0.1;  // in units of the plan
  double const expected = sd * (z * (2 * normal_cdf(z) - 1) + 2 * pdf(boost::math::normal(), z) -
                                1 / std::sqrt(std::acos(-1.0)));
  Forecast const forecast = forecast_of(uneven(), value_milestone("m", "value = 1.05"));
  EXPECT_TRUE(
      within_standard_errors(4, forecast.score.crps, forecast.score.standard_error, expected));
  EXPECT_LT(forecast.score.standard_error, 0.01 * expected);  // so that one can tell
}

TEST(Trial, ScoresACertainDateByItsDelay) {
  TinyCatalog tiny;
  tiny.law("delay_months", "2").law("ramp_months", "0.01");
  double const one_month = 1;  // over which the law is linear
  EXPECT_NEAR(forecast_of(tiny, date_milestone("m", "actual = \"2025-12-31\"")).score.crps, 4,
              one_month);
}

TEST(Trial, ScoresTheAnnouncementAtItsWord) {
  auto const word = [](std::string const& entry) {
    Catalog const catalog = late().parse();
    return score_of_plan(
        parse_milestones(milestones_file(entry), "m.toml", catalog).scored.front());
  };
  EXPECT_NEAR(word(date_milestone("m", "actual = \"2025-10-31\"")), 4, 1.0 / 31);
  EXPECT_NEAR(word(date_milestone("m", "not_before = \"2025-08\"")), 2, 1e-9);
  EXPECT_NEAR(word(value_milestone("m", "value = 0.8")), 0.2, 1e-9);
  EXPECT_EQ(word(value_milestone("m", "value_at_least = 0.8")), 0);
}

TEST(Trial, TakesABuildOfTheCatalog) {
  TinyCatalog tiny = late();
  tiny.build({.id = "site", .phases = R"([{ mw = 500, energized = "2025-06", status = "operating" },
                                         { mw = 500, energized = "2025-12" }])"});
  Catalog const catalog = tiny.parse();
  std::string const entry = milestone("m", "build = \"site\"\n",
                                      "planned = \"2025-06\"\nreaches = 0\nactual = \"2025-10\"");
  Milestones const milestones = parse_milestones(milestones_file(entry), "m.toml", catalog);
  Trial const trial = make_trial(milestones.scored.front(), catalog);
  EXPECT_EQ(trial.build, "site");
  EXPECT_EQ(trial.status, Status::operating);  // of the phase that was due
}

TEST(Trial, NamesTheMilestoneThatAsksForWhatTheCatalogLacks) {
  TinyCatalog tiny;
  tiny.add("[platforms.old]\nname = \"Old\"\nparameters = { it_kw_per_accelerator = 1 }");
  std::string const plan =
      "plan = { region = \"us\", basis = \"it\", status = \"announced\", platforms = { old = 1 }, "
      "phases = [{ mw = 1, energized = \"2025-06\" }] }\n";
  std::string const entry =
      milestone("m", plan, "planned = 1\ndate = \"2025-12\"\nvalue = 1", "h100e");
  Catalog const catalog = tiny.parse();
  Milestones const milestones = parse_milestones(milestones_file(entry), "m.toml", catalog);
  try {
    make_trial(milestones.scored.front(), catalog);
    FAIL() << "not refused";
  } catch (InputError const& error) {
    EXPECT_STREQ(error.what(),
                 "m.toml:3: milestones.m: \"h100e\": platform \"old\" has no such peak_pflops");
  }
}

}  // namespace
}  // namespace nameplate
