#include "host/backtest/backtest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "host/backtest/report.hpp"
#include "host/catalog/date.hpp"
#include "host/results/text.hpp"
#include "tests/support/evaluate.hpp"
#include "tests/support/milestones.hpp"
#include "tests/support/tiny_catalog.hpp"

namespace nameplate {
namespace {

namespace fs = std::filesystem;

/// A catalog and milestones as files, as long as a test lasts.
class BacktestOfFiles : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) /
              (std::string("nameplate_backtest_") +
               testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder_);
    options_.catalog = folder_ / "catalog.toml";
    options_.run.backend = Backend::cpu;
    options_.run.paths = 5000;
  }
  void TearDown() override { fs::remove_all(folder_); }

  Backtest run(std::string const& catalog, std::string const& entries) const {
    std::ofstream(options_.catalog) << catalog;
    std::ofstream(folder_ / "milestones.toml") << milestones_file(entries);
    return run_backtest(folder_ / "milestones.toml", options_);
  }

  fs::path folder_;
  BacktestOptions options_;
};

TinyCatalog uncertain() {
  return TinyCatalog()
      .law("delay_months", "{ family = \"lognormal\", mu = 1.2, sigma = 0.6 }")
      .law("size_factor", "{ family = \"normal\", mean = 1, sd = 0.1 }")
      .law("ramp_months", "\"1 to 4\"")
      .law("completion_probability", "0.9");
}

Trial trial_of(Milestones const& milestones, std::size_t row, Catalog const& catalog) {
  return make_trial(milestones.scored[row], catalog);
}

/// Outcomes of a date as paths of the model itself draw them: the month of first power.
std::string drawn_dates(Catalog const& catalog, int count) {
  Milestones const prototype = parse_milestones(
      milestones_file(date_milestone("m", "actual = \"2025-10\"")), "m.toml", catalog);
  Plan const plan = trial_of(prototype, 0, catalog).plan;
  PathEvaluator<float> evaluate(plan, 99);
  std::string entries;
  for (int path = 0; path < count; ++path) {
    std::vector<float> const& power = evaluate(static_cast<std::uint64_t>(path));
    auto const first =
        std::find_if(power.begin(), power.end(), [](float gw) { return gw > 1e-4f; });
    std::string outcome = "not_before = \"2031-06\"";
    if (first != power.end())
      outcome = fmt::format(
          "actual = \"{}\"",
          plan.labels[static_cast<std::size_t>(first - power.begin())].date.substr(0, 7));
    entries += date_milestone(fmt::format("d{}", path), outcome);
  }
  return entries;
}

std::string drawn_values(Catalog const& catalog, int count) {
  Milestones const prototype =
      parse_milestones(milestones_file(value_milestone("m", "value = 1")), "m.toml", catalog);
  std::vector<double> const drawn =
      samples(trial_of(prototype, 0, catalog).plan, 0, static_cast<std::uint64_t>(count), 98);
  std::string entries;
  for (int i = 0; i < count; ++i)
    entries += value_milestone(fmt::format("v{}", i),
                               fmt::format("value = {:.9f}", drawn[static_cast<std::size_t>(i)]));
  return entries;
}

/// PITs of milestones by the catalog's laws.
std::vector<Observation> pits(Catalog const& catalog, std::string const& entries) {
  Milestones const milestones = parse_milestones(milestones_file(entries), "m.toml", catalog);
  RunOptions options;
  options.backend = Backend::cpu;
  options.paths = 20'000;
  std::vector<Observation> all;
  for (Milestone const& milestone : milestones.scored) {
    Trial const trial = make_trial(milestone, catalog);
    all.push_back(judge(trial, trial.plan, nameplate::run(trial.plan, options).tallies).pit);
  }
  return all;
}

void expect_calibrated(std::vector<Observation> const& all) {
  for (double const nominal : {0.5, 0.9}) {
    Coverage const found = coverage(all, nominal);
    EXPECT_GE(found.inside, found.chance_low) << nominal;
    EXPECT_LE(found.inside, found.chance_high) << nominal;
  }
  EXPECT_EQ(lean(all).sign(), 0) << lean(all).mean;
  EXPECT_GT(uniformity(all).p_value, 0.01);
}

TEST(Backtest, FindsTheModelsOwnDatesCalibrated) {
  Catalog const catalog = uncertain().parse();
  expect_calibrated(pits(catalog, drawn_dates(catalog, 80)));
}

TEST(Backtest, FindsTheModelsOwnValuesCalibrated) {
  Catalog const catalog = uncertain().parse();
  expect_calibrated(pits(catalog, drawn_values(catalog, 80)));
}

TEST(Backtest, FindsOtherDatesUncalibrated) {
  TinyCatalog slower = uncertain();
  slower.law("delay_months", "{ family = \"lognormal\", mu = 2.2, sigma = 0.6 }");
  std::vector<Observation> const all = pits(slower.parse(), drawn_dates(uncertain().parse(), 80));
  EXPECT_EQ(lean(all).sign(), -1);
  EXPECT_LT(uniformity(all).p_value, 1e-4);
  EXPECT_LT(coverage(all, 0.5).inside, coverage(all, 0.5).chance_low);
}

TEST_F(BacktestOfFiles, PointsToTheDelaysThatAreTooLong) {
  TinyCatalog slower = uncertain();
  slower.law("delay_months", "{ family = \"lognormal\", mu = 2.5, sigma = 0.6 }");
  Backtest const backtest = run(slower.text(), drawn_dates(uncertain().parse(), 12));
  Move const* const move = best_move(backtest, MilestoneKind::date);
  ASSERT_NE(move, nullptr);
  EXPECT_EQ(move->parameter, ParameterId::delay_months);
  EXPECT_LT(moved_to[move->best()], 0.5);
  EXPECT_EQ(move->rows, 12u);
  EXPECT_THAT(to_table(backtest), testing::HasSubstr("the misses point to delay_months, lower"));
}

TEST_F(BacktestOfFiles, PointsToTheSizesThatAreTooSmall) {
  TinyCatalog smaller = uncertain();
  smaller.law("size_factor", "{ family = \"normal\", mean = 0.6, sd = 0.1 }");
  Backtest const backtest = run(smaller.text(), drawn_values(uncertain().parse(), 12));
  Move const* const move = best_move(backtest, MilestoneKind::value);
  ASSERT_NE(move, nullptr);
  EXPECT_EQ(move->parameter, ParameterId::size_factor);
  EXPECT_GT(moved_to[move->best()], 0.5);
}

TEST_F(BacktestOfFiles, SaysWhichStatusAMoveConcerns) {
  TinyCatalog tiny = uncertain();
  tiny.law("delay_months", "")
      .by_status("delay_months", "under-construction = \"20 to 40\", definitive = \"1 to 6\"");
  Backtest const backtest =
      run(tiny.text(), date_milestone("con", "actual = \"2025-08\"") +
                           date_milestone("def", "actual = \"2025-08\"", "definitive"));
  std::vector<std::string> statuses;
  for (Move const& move : backtest.moves) {
    if (move.parameter != ParameterId::delay_months || !move.status) continue;
    statuses.emplace_back(name(*move.status));
    if (move.status == Status::under_construction) {
      EXPECT_LT(move.change[0], -5);
    } else {
      EXPECT_GT(move.change[0], -2);
    }
  }
  EXPECT_THAT(to_table(backtest), testing::HasSubstr("By status: under-construction at P10"));
  EXPECT_EQ(statuses, (std::vector<std::string>{"under-construction", "definitive"}));
}

TEST_F(BacktestOfFiles, PointsNowhereWhereNothingIsUncertain) {
  Backtest const backtest = run(TinyCatalog().text(), date_milestone("m", "actual = \"2025-10\""));
  EXPECT_TRUE(backtest.moves.empty());
  EXPECT_EQ(best_move(backtest, MilestoneKind::date), nullptr);
  EXPECT_THAT(to_table(backtest), testing::HasSubstr("no parameter, put elsewhere"));
}

/// Two builds of the catalog, one announced late; a parameter revised in between.
std::string dated_catalog() {
  TinyCatalog tiny = uncertain();
  tiny.build({.id = "old", .phases = R"([{ mw = 1000, energized = "2025-06" }])"});
  std::string text = tiny.text() +
                     "[[parameters.delay_months.revisions]]\ndate = \"2025-03\"\n"
                     "distribution = { family = \"lognormal\", mu = 2.2, sigma = 0.6 }\n";
  return text;
}

std::string of_build(std::string const& build, std::string const& said) {
  return fmt::format(
      "[milestones.{}-{}]\nname = \"m\"\nsaid = \"{}\"\nbuild = \"{}\"\nmetric = \"gross_gw\"\n"
      "reaches = 0\nplanned = \"2025-06\"\nactual = \"2025-10\"\n",
      build, said, said, build);
}

TEST_F(BacktestOfFiles, ReadsTheCatalogAsOfEachStatement) {
  Backtest const backtest =
      run(dated_catalog(), of_build("old", "2025-02") + of_build("old", "2025-04"));
  ASSERT_EQ(backtest.rows.size(), 2u);
  EXPECT_EQ(backtest.rows[0].catalog_as_of, "2025-02");
  EXPECT_EQ(backtest.rows[1].catalog_as_of, "2025-04");
  EXPECT_GT(backtest.rows[0].forecast.pit.low, backtest.rows[1].forecast.pit.low + 0.2);
}

TEST_F(BacktestOfFiles, TakesOnlyWhatIsOpenAtADate) {
  options_.catalog_options.as_of = "2025-04-30";
  Backtest const backtest =
      run(dated_catalog(), of_build("old", "2025-02") + of_build("old", "2025-04") +
                               of_build("old", "2025-05") +
                               date_milestone("resolved", "actual = \"2025-04\""));
  ASSERT_EQ(backtest.rows.size(), 2u);
  EXPECT_EQ(backtest.left_out, 2u);
  EXPECT_EQ(backtest.rows[0].catalog_as_of, "2025-04-30");
  EXPECT_EQ(backtest.rows[0].forecast.pit.low, backtest.rows[1].forecast.pit.low);
}

TEST_F(BacktestOfFiles, RefusesADateWithNothingOpen) {
  options_.catalog_options.as_of = "2026";
  try {
    run(dated_catalog(), of_build("old", "2025-02"));
    FAIL() << "not refused";
  } catch (InputError const& error) {
    EXPECT_EQ(error.what(), (folder_ / "milestones.toml").string() +
                                ": no milestone was said by 2026 and resolved after it");
  }
}

TEST_F(BacktestOfFiles, RefusesABuildThatWasNotAnnounced) {
  try {
    run(dated_catalog(), of_build("old", "2023"));
    FAIL() << "not refused";
  } catch (InputError const& error) {
    EXPECT_EQ(error.what(), (folder_ / "milestones.toml").string() +
                                ":3: milestones.old-2023.build: old was not announced by 2023");
  }
}

std::string results_of(Backtest const& backtest) {
  return nlohmann::ordered_json::parse(to_json(backtest))["results"].dump();
}

TEST_F(BacktestOfFiles, GivesTheSameResultsOnEveryMachine) {
  std::string const entries = date_milestone("d", "actual = \"2025-10\"") +
                              date_milestone("c", "not_before = \"2025-10\"") +
                              value_milestone("v", "value = 0.9");
  options_.run.threads = 1;
  std::string const one = results_of(run(uncertain().text(), entries));
  options_.run.threads = 3;
  options_.run.isa = Isa::portable;
  EXPECT_EQ(results_of(run(uncertain().text(), entries)), one);
  options_.run.seed = 2;
  EXPECT_NE(results_of(run(uncertain().text(), entries)), one);
}

TEST_F(BacktestOfFiles, ReportsItsProgressToTheEnd) {
  std::uint64_t last = 0, total = 0;
  options_.progress = [&](std::uint64_t done, std::uint64_t all) {
    EXPECT_GT(done, last);
    last = done;
    total = all;
  };
  run(uncertain().text(), date_milestone("d", "actual = \"2025-10\""));
  EXPECT_EQ(last, total);
}

TEST_F(BacktestOfFiles, WritesJson) {
  Backtest const backtest =
      run(uncertain().text(),
          date_milestone("c", "not_before = \"2025-10\"") +
              value_milestone("v", "value_at_least = 0.9") +
              "[milestones.kept]\nname = \"Kept\"\nplanned = \"a\"\nactual = \"b\"\nratio = 1.1\n"
              "unscored = \"money\"\n");
  nlohmann::json const document = nlohmann::json::parse(to_json(backtest));
  EXPECT_EQ(document["schema"], "nameplate-backtest");
  EXPECT_EQ(document["schema_version"], 1);
  nlohmann::json const& results = document["results"];
  ASSERT_EQ(results["rows"].size(), 2u);
  nlohmann::json const& date = results["rows"][0];
  EXPECT_EQ(date["kind"], "date");
  EXPECT_EQ(date["actual"][0], "2025-10-31");
  EXPECT_TRUE(date["actual"][1].is_null());
  EXPECT_EQ(date["pit"][1], 1);
  EXPECT_EQ(results["rows"][1]["actual"][0], 0.9);
  EXPECT_EQ(results["calibration"][0]["rows"], 2);
  EXPECT_EQ(results["unscored"][0]["ratio"], 1.1);
  EXPECT_TRUE(results["points_to"].contains("date"));
}

TEST_F(BacktestOfFiles, PrintsATableOfAtMost100Columns) {
  std::string const table =
      to_table(run(uncertain().text(),
                   date_milestone("a-very-long-id-of-a-milestone", "actual = \"2025-10-15\"") +
                       value_milestone("v", "value_at_most = 0.9")));
  EXPECT_THAT(table, testing::HasSubstr("2025-10"));
  EXPECT_THAT(table, testing::HasSubstr("≤0.9"));
  std::istringstream lines(table);
  for (std::string line; std::getline(lines, line);)
    EXPECT_LE(display_width(line), text_width) << line;
}

}  // namespace
}  // namespace nameplate
