#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

#include "host/results/report.hpp"
#include "host/results/text.hpp"
#include "tests/unit/results/fake_run.hpp"

namespace nameplate {
namespace {

using nlohmann::ordered_json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::vector<float> normals(float mean, std::uint64_t seed) {
  std::mt19937_64 engine(seed);
  std::normal_distribution<float> law(mean, 3.0f);
  std::vector<float> values(20'000);
  for (float& value : values) value = law(engine);
  return values;
}

/// Two outputs of 20,000 paths, one of which overflows, in the forms of --tail and --exact.
class TailWriters : public testing::Test {
 protected:
  TailWriters() {
    catalog_.as_of = "latest";
    add_tails(plan_, tally(plan_, values_), from_tallies_);
    from_tallies_.outputs[1].label.metric = "facility_gw";
  }

  Report report(Summary const& summary) const {
    return {catalog_, plan_, options_, facts_, summary};
  }

  static OutputLabel label(char const* metric, char const* title) {
    return {
        .metric = metric, .title = title, .unit = "GW", .scope = "portfolio", .date = "2028-12-31"};
  }

  static RunOptions cpu() {
    RunOptions options;
    options.backend = Backend::cpu;
    return options;
  }

  Catalog catalog_;
  RunOptions options_ = cpu();
  RunFacts facts_ = {.backend = "cpu", .device = "a machine", .seconds = 0.5};
  Plan plan_ = fake_plan({{.label = label("it_gw", "IT power")},
                          {.max_exponent = 5, .label = label("facility_gw", "facility power")}});
  std::vector<std::vector<float>> values_ = {normals(20, 1), normals(26, 2)};
  Summary from_tallies_ = summarize(plan_, tally(plan_, values_));
  Summary exact_ = summarize_exactly(plan_, samples_of(values_), options_);
};

std::vector<std::string> names(ordered_json const& object) {
  std::vector<std::string> result;
  for (auto const& item : object.items()) result.push_back(item.key());
  return result;
}

TEST_F(TailWriters, JsonHoldsTheTail) {
  auto const results = ordered_json::parse(to_json(report(from_tallies_)))["results"];
  EXPECT_EQ(results["quantization_bound"], 0x1p-10);
  EXPECT_FALSE(results.contains("joint_exceedance"));
  ordered_json const& tail = results["outputs"][0]["tail"];
  EXPECT_THAT(names(tail), ElementsAre("quantiles", "shortfalls"));
  ASSERT_EQ(tail["quantiles"].size(), 4u);
  EXPECT_THAT(names(tail["quantiles"][0]), ElementsAre("p", "value", "low", "high"));
  EXPECT_EQ(tail["quantiles"][3]["p"], 0.999);
  ASSERT_EQ(tail["shortfalls"].size(), 4u);
  ordered_json const& highest = tail["shortfalls"][2];
  EXPECT_THAT(names(highest), ElementsAre("side", "share", "value", "standard_error"));
  EXPECT_EQ(highest["side"], "high");
  EXPECT_EQ(highest["share"], 0.01);
  EXPECT_EQ(highest["value"], from_tallies_.outputs[0].tail->shortfalls[2].value.value());
}

TEST_F(TailWriters, JsonHoldsInfiniteShortfallsWithoutAnError) {
  auto const results = ordered_json::parse(to_json(report(from_tallies_)))["results"];
  ordered_json const& highest = results["outputs"][1]["tail"]["shortfalls"][2];
  EXPECT_EQ(highest["value"], "Infinity");
  EXPECT_TRUE(highest["standard_error"].is_null());
}

TEST_F(TailWriters, JsonHoldsTheJointExceedanceOfAnExactRun) {
  auto const results = ordered_json::parse(to_json(report(exact_)))["results"];
  EXPECT_EQ(results["quantization_bound"], 0);
  EXPECT_TRUE(results["outputs"][1]["tail"]["shortfalls"][2]["value"].is_number());
  ordered_json const& joint = results["joint_exceedance"];
  EXPECT_THAT(names(joint), ElementsAre("pairs"));
  ASSERT_EQ(joint["pairs"].size(), 1u);
  EXPECT_THAT(joint["pairs"][0]["outputs"], ElementsAre(0, 1));
  ASSERT_EQ(joint["pairs"][0]["events"].size(), 4u);
  ordered_json const& event = joint["pairs"][0]["events"][2];
  EXPECT_THAT(names(event),
              ElementsAre("side", "p", "probability", "standard_error", "independence_ratio"));
  EXPECT_EQ(event["side"], "high");
  EXPECT_EQ(event["p"], 0.95);
}

TEST_F(TailWriters, JsonSaysWhyThereIsNoJointExceedance) {
  exact_.outputs.pop_back();
  exact_.joint.clear();
  auto const joint = ordered_json::parse(to_json(report(exact_)))["results"]["joint_exceedance"];
  EXPECT_TRUE(joint["pairs"].empty());
  EXPECT_EQ(joint["message"], "joint exceedance takes two outputs or more");
}

TEST_F(TailWriters, CsvNamesTheStatisticsOfTheTail) {
  std::string const csv = to_csv(report(from_tallies_));
  std::string const row = "portfolio,it_gw,GW,2028-12-31,";
  for (char const* const statistic :
       {"p0_1", "p0_1_low", "p1", "p99", "p99_high", "p99_9", "p99_9_high", "shortfall_low_0_1",
        "shortfall_low_1", "shortfall_high_1", "shortfall_high_1_standard_error",
        "shortfall_high_0_1"})
    EXPECT_THAT(csv, HasSubstr(row + statistic + ","));
  EXPECT_THAT(csv, HasSubstr(",facility_gw,GW,2028-12-31,shortfall_high_1,inf\n"));
  EXPECT_THAT(csv, HasSubstr(",facility_gw,GW,2028-12-31,shortfall_high_1_standard_error,\n"));
}

TEST_F(TailWriters, TableShowsTailsWithinItsWidth) {
  for (Summary const* const summary : {&from_tallies_, &exact_}) {
    std::string const table = to_table(report(*summary), false);
    std::istringstream lines(table);
    for (std::string line; std::getline(lines, line);)
      EXPECT_LE(display_width(line), text_width) << line;
    EXPECT_THAT(table, HasSubstr("P99.9 [95 %]\n"));
    EXPECT_THAT(table, HasSubstr("highest 0.1 %\n"));
  }
  EXPECT_THAT(to_table(report(from_tallies_), false), HasSubstr("≥ 32.0"));
  EXPECT_THAT(to_table(report(exact_), false), Not(HasSubstr("≥ 32.0")));
}

TEST_F(TailWriters, TableTellsExactFromTallied) {
  EXPECT_THAT(to_table(report(from_tallies_), false), HasSubstr("tally error less than"));
  std::string const table = to_table(report(exact_), false);
  EXPECT_THAT(table, HasSubstr("there is no tally error"));
  EXPECT_THAT(table, HasSubstr("Joint exceedance: chance [%]"));
  EXPECT_THAT(table, HasSubstr("   1  it_gw of portfolio at 2028-12-31\n"));
  EXPECT_THAT(table, HasSubstr("both above P99\n"));
}

TEST_F(TailWriters, TableShowsThePairsOfADozenOutputsOnly) {
  exact_.outputs.resize(13, exact_.outputs.front());
  exact_.outputs[12].label.scope = "portfolio";
  std::vector<FakeOutput> const outputs(13, FakeOutput{.label = label("it_gw", "IT power")});
  plan_ = fake_plan(outputs);
  EXPECT_THAT(to_table(report(exact_), false),
              HasSubstr("Joint exceedance of 13 outputs is in --format json; up to 12 are shown"));
  exact_.outputs.resize(1);
  EXPECT_THAT(to_table(report(exact_), false),
              HasSubstr("Joint exceedance takes two outputs or more."));
}

}  // namespace
}  // namespace nameplate
