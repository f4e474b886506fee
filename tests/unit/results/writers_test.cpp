#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>

#include "host/results/report.hpp"
#include "host/results/text.hpp"
#include "tests/unit/results/fake_run.hpp"

namespace nameplate {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

OutputLabel label(char const* metric, char const* title, char const* unit) {
  return {
      .metric = metric, .title = title, .unit = unit, .scope = "portfolio", .date = "2028-12-31"};
}

/// A run of four paths with three outputs: an ordinary one, one that overflows, one without any
/// value.
class Writers : public testing::Test {
 protected:
  Writers() {
    catalog_.name = "A \"small\" catalog";
    catalog_.as_of = "2025-11-21";
    plan_.build_count = 3;
    plan_.variable_count = 11;
    options_.seed = 7;
    options_.paths = 4;
  }

  Report report() const { return {catalog_, plan_, options_, facts_, summary_}; }

  /// Of the first four of ten paths.
  Report partial_report() {
    options_.paths = 10;
    Report partial = report();
    partial.missing.add({4, 6});
    return partial;
  }

  static constexpr float nan = std::numeric_limits<float>::quiet_NaN();

  Catalog catalog_;
  Plan plan_ = fake_plan({{.label = label("energy_twh", "energy", "TWh")},
                          {.max_exponent = 4, .label = label("a,\"b\"", "too \"large\"", "GW")},
                          {.label = label("x/y", "ratio", "1")}});
  RunOptions options_;
  RunFacts facts_ = {
      .backend = "cpu", .device = "4 lanes (portable), 1 thread", .seconds = 0.5, .paths = 4};
  Summary summary_ = summarize(
      plan_,
      tally(plan_, {{0.0f, 2.0f, 4.0f, 8.0f}, {1.0f, 40.0f, 40.0f, 40.0f}, {nan, nan, nan, nan}}),
      {0.5, 0.95});
};

std::vector<std::string> names(nlohmann::ordered_json const& object) {
  std::vector<std::string> result;
  for (auto const& item : object.items()) result.push_back(item.key());
  return result;
}

TEST_F(Writers, JsonKeepsTheKeysOfItsSchema) {
  auto const document = nlohmann::ordered_json::parse(to_json(report()));
  EXPECT_THAT(names(document),
              ElementsAre("schema", "schema_version", "results", "run", "assumptions"));
  EXPECT_EQ(document["schema"], "nameplate-results");
  EXPECT_EQ(document["schema_version"], 1);
  EXPECT_THAT(names(document["results"]),
              ElementsAre("catalog", "as_of", "builds", "variables", "plan_fingerprint", "seed",
                          "first_path", "paths", "gross", "given", "given_paths",
                          "quantile_interval", "quantization_bound", "outputs"));
  EXPECT_THAT(names(document["results"]["outputs"][0]),
              ElementsAre("scope", "metric", "quantity", "title", "unit", "date", "tallied_range",
                          "undefined", "zero", "underflow", "overflow", "mean",
                          "mean_standard_error", "standard_deviation", "quantiles"));
  EXPECT_THAT(names(document["results"]["outputs"][0]["quantiles"][0]),
              ElementsAre("p", "value", "low", "high"));
  EXPECT_THAT(names(document["run"]),
              ElementsAre("backend", "device", "seconds", "paths_per_second", "version", "commit",
                          "compiler", "flags", "build_type", "cuda"));
}

TEST_F(Writers, JsonHoldsTheResults) {
  json const results = json::parse(to_json(report()))["results"];
  EXPECT_EQ(results["catalog"], "A \"small\" catalog");
  EXPECT_EQ(results["as_of"], "2025-11-21");
  EXPECT_EQ(results["seed"], 7);
  EXPECT_EQ(results["paths"], 4);
  EXPECT_EQ(results["plan_fingerprint"].get<std::string>().size(), 16u);
  json const& output = results["outputs"][0];
  EXPECT_EQ(output["mean"], 3.5);
  EXPECT_EQ(output["zero"], 1);
  EXPECT_EQ(output["quantiles"][0]["value"], summary_.outputs[0].quantiles[0].value);
}

TEST_F(Writers, JsonWritesInfinityAsAWordAndNothingAsNull) {
  json const outputs = json::parse(to_json(report()))["results"]["outputs"];
  EXPECT_EQ(outputs[1]["quantiles"][1]["value"], "Infinity");
  EXPECT_EQ(outputs[1]["overflow"], 3);
  EXPECT_TRUE(outputs[2]["mean"].is_null());
  EXPECT_TRUE(outputs[2]["quantiles"].empty());
  EXPECT_EQ(outputs[2]["undefined"], 4);
}

TEST_F(Writers, ResultsOfJsonDependOnNoMachineFact) {
  std::string const before = json::parse(to_json(report()))["results"].dump();
  facts_ = {.backend = "cuda", .device = "another", .seconds = 3};
  options_.threads = 5;
  EXPECT_EQ(json::parse(to_json(report()))["results"].dump(), before);
}

TEST_F(Writers, JsonMarksPartialResults) {
  json const results = json::parse(to_json(partial_report()))["results"];
  EXPECT_EQ(results["paths"], 4);
  EXPECT_EQ(results["partial"],
            json::parse(R"({"paths_asked": 10, "missing": [{"first_path": 4, "paths": 6}]})"));
}

TEST_F(Writers, CsvMarksPartialResultsByRows) {
  std::string const csv = to_csv(partial_report());
  EXPECT_THAT(csv, HasSubstr("portfolio,energy_twh,TWh,2028-12-31,paths_asked,10\n"
                             "portfolio,energy_twh,TWh,2028-12-31,paths_missing,6\n"));
  EXPECT_THAT(to_csv(report()), Not(HasSubstr("paths_asked")));
}

TEST_F(Writers, TableMarksPartialResults) {
  EXPECT_THAT(to_table(partial_report(), false),
              HasSubstr("4 paths, seed 7\nPARTIAL: 10 paths were asked for; 6 of them are missing "
                        "(4 to 9).\n\n"));
}

TEST_F(Writers, CsvHasARowPerStatistic) {
  std::string const csv = to_csv(report());
  EXPECT_THAT(csv, testing::StartsWith("scope,metric,unit,date,statistic,value\n"
                                       "portfolio,energy_twh,TWh,2028-12-31,mean,3.5\n"));
  EXPECT_THAT(csv, HasSubstr("portfolio,energy_twh,TWh,2028-12-31,p50_low,"));
  EXPECT_THAT(csv, HasSubstr("portfolio,energy_twh,TWh,2028-12-31,zero,1\n"));
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 1 + (8 + 6) + (8 + 6) + 8);
}

TEST_F(Writers, CsvQuotesFieldsAndLeavesBlanks) {
  std::string const csv = to_csv(report());
  EXPECT_THAT(csv, HasSubstr("portfolio,\"a,\"\"b\"\"\",GW,2028-12-31,p95,inf\n"));
  EXPECT_THAT(csv, HasSubstr("portfolio,x/y,1,2028-12-31,mean,\n"));
}

TEST_F(Writers, CsvNumbersReadBackAsTheSameDoubles) {
  double const value = 0.1 + 0.2;
  summary_.outputs[0].mean = value;
  std::string const csv = to_csv(report());
  std::string const row = csv.substr(csv.find("mean,") + 5);
  EXPECT_EQ(std::stod(row.substr(0, row.find('\n'))), value);
}

TEST_F(Writers, TableFitsTheWidthAndNamesEverything) {
  std::string const table = to_table(report(), false);
  std::istringstream lines(table);
  for (std::string line; std::getline(lines, line);)
    EXPECT_LE(display_width(line), text_width) << line;
  EXPECT_THAT(
      table,
      HasSubstr("A \"small\" catalog\nfacts as of 2025-11-21  |  3 builds  |  4 paths, seed 7"));
  EXPECT_THAT(table, HasSubstr("PORTFOLIO: all 3 builds"));
  EXPECT_THAT(table, HasSubstr("Energy, 12 months to the date [TWh]"));
  EXPECT_THAT(table, HasSubstr("25.0 %"));  // nothing online on one path of four
  EXPECT_THAT(table, HasSubstr("≥ 16.0"));
  EXPECT_THAT(table, HasSubstr("the mean leaves out paths above the tallied range, 16.0 and more"));
  EXPECT_THAT(table, HasSubstr("no value on any path"));
  EXPECT_THAT(table, HasSubstr("(cpu: 4 lanes (portable), 1 thread)"));
  EXPECT_THAT(table, Not(HasSubstr("--metrics all")));
}

TEST_F(Writers, TableOfTheHeadlinesSaysHowToSeeMore) {
  EXPECT_THAT(to_table(report(), true), HasSubstr("--metrics all"));
}

/// Planned 10 GW; of 6 GW online, 2 are counted elsewhere.
TEST_F(Writers, JsonReplacesWhatIsNotUtf8InNames) {
  catalog_.name = "caf\xe9";
  EXPECT_THAT(to_json(report()), testing::HasSubstr("\"caf\xef\xbf\xbd\""));
}

TEST(Table, BalancesPower) {
  Catalog catalog;
  catalog.as_of = "latest";
  Plan const plan = fake_plan({{.label = label("planned_gw", "planned facility power", "GW")},
                               {.label = label("facility_gw", "facility power online", "GW")},
                               {.label = label("gross_gw", "gross", "GW")},
                               {.label = label("overlap_gw", "overlap taken off", "GW")}});
  Summary const summary =
      summarize(plan, tally(plan, {{10.0f, 10.0f}, {4.0f, 4.0f}, {6.0f, 6.0f}, {2.0f, 2.0f}}));
  Report const report{catalog, plan, {}, {}, summary};
  EXPECT_THAT(to_table(report, true), HasSubstr("  2028-12-31          10.00            6.00       "
                                                " 2.00            4.00          40.0 %\n"));
  EXPECT_THAT(to_table(report, true), Not(HasSubstr("Overlap taken off")));
  EXPECT_THAT(to_table(report, false), HasSubstr("Overlap taken off [GW]"));
}

}  // namespace
}  // namespace nameplate
