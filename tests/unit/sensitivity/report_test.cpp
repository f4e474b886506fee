#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "host/sensitivity/sensitivity_report.hpp"
#include "nameplate/error.hpp"
#include "tests/unit/sensitivity/gaussian_model.hpp"

namespace nameplate {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr char const* uniform = R"({ family = "uniform", min = 0.6, max = 0.8 })";

RunOptions options() { return {.paths = 2048, .backend = Backend::cpu}; }

struct Written {
  std::string table;
  nlohmann::json json;
};

Written written(Catalog const& catalog, Request const& request, Grouping grouping) {
  Plan const plan = compile(catalog, request);
  RunOptions const run = options();
  Sensitivity const found = analyze_sensitivity(plan, grouping, run);
  SensitivityReport const report{catalog, plan, run, found};
  return {to_table(report), nlohmann::json::parse(to_json(report))};
}

TEST(SensitivityReport, WarnsOfCorrelatedInputs) {
  Request const request{.dates = {"2030"}, .metrics = {"facility_gw"}};
  Catalog const dependent = GaussianModel::catalog();
  Written const correlated = written(dependent, request, Grouping::build);
  EXPECT_THAT(correlated.table, HasSubstr("The inputs are correlated through factors: quote the "
                                          "Shapley effects"));
  EXPECT_TRUE(correlated.json["results"]["dependent_inputs"]);
  Catalog const independent = TinyCatalog().law("load_factor", uniform).build({}).parse();
  Request const average{.dates = {"2030"}, .metrics = {"average_gw"}};
  Written const alone = written(independent, average, Grouping::parameter);
  EXPECT_THAT(alone.table, HasSubstr("The inputs are independent"));
  EXPECT_FALSE(alone.json["results"]["dependent_inputs"]);
}

TEST(SensitivityReport, HasAllDatesOfTheSameDraws) {
  Catalog const catalog = GaussianModel::catalog();
  Request const request{.dates = {"2025-01", "2029", "2030"}, .metrics = {"facility_gw"}};
  Written const all = written(catalog, request, Grouping::build);
  EXPECT_THAT(all.table, HasSubstr("Shapley effects by date, %"));
  nlohmann::json const& outputs = all.json["results"]["outputs"];
  ASSERT_EQ(outputs.size(), 3u);
  EXPECT_EQ(outputs[1]["inputs"], outputs[2]["inputs"]) << "nothing changes after 2025";
  Written const one =
      written(catalog, {.dates = {"2030"}, .metrics = {"facility_gw"}}, Grouping::build);
  EXPECT_EQ(one.json["results"]["outputs"][0], outputs[2]);
  EXPECT_THAT(one.table, Not(HasSubstr("by date")));
}

TEST(SensitivityReport, LeavesOutWhatDoesNotVary) {
  Catalog const catalog = TinyCatalog().law("load_factor", uniform).build({}).parse();
  Request const request{.dates = {"2030"}, .metrics = {"average_gw", "facility_gw"}};
  Written const both = written(catalog, request, Grouping::parameter);
  EXPECT_THAT(both.table, HasSubstr("the same on every path"));
  EXPECT_TRUE(both.json["results"]["outputs"][1]["inputs"].empty());
}

std::string refusal(Catalog const& catalog, Request const& request, std::uint64_t paths = 2048) {
  RunOptions run = options();
  run.paths = paths;
  try {
    analyze_sensitivity(compile(catalog, request), Grouping::parameter, run);
  } catch (InputError const& error) {
    return error.what();
  }
  return "none";
}

TEST(SensitivityAnalysis, RefusesWhatHasNoIndices) {
  Catalog const catalog = TinyCatalog().law("load_factor", uniform).build({}).parse();
  Request request{.dates = {"2030"}, .metrics = {"facility_gw"}};
  EXPECT_THAT(refusal(TinyCatalog().build({}).parse(), request),
              HasSubstr("metric: no uncertain input has a part in it"));
  EXPECT_THAT(refusal(catalog, {.dates = {"2030"}, .metrics = {"average_gw"}}, 1000),
              HasSubstr("paths: 1000: sensitivity needs at least 1024"));
  EXPECT_THAT(refusal(catalog, {.dates = {"2025-01", "2030"}, .metrics = {"average_gw:growth"}}),
              HasSubstr("\"average_gw:growth\" of portfolio has no value on 2048 of 2048 paths"));
  request = {.dates = {"2030"}, .metrics = {"average_gw"}, .given = {"build:site completes"}};
  EXPECT_THAT(refusal(catalog, request), HasSubstr("given: sensitivity indices cannot be taken"));
}

}  // namespace
}  // namespace nameplate
