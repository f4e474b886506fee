#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "host/bench/compare.hpp"
#include "nameplate/version.hpp"
#include "tests/unit/bench/fake_report.hpp"

namespace nameplate {
namespace {

using testing::HasSubstr;

Json document_of(BenchReport const& report) {
  return Json::parse(to_json(report, {"nameplate", "bench"}));
}

/// What of `schema` a value lacks or has of another type, as key paths; of the JSON Schema keywords
/// the ones that the page uses.
void collect_misfits(Json const& schema, Json const& value, std::string const& place,
                     std::vector<std::string>& misfits) {
  if (schema.contains("const") && schema["const"] != value) misfits.push_back(place + ": const");
  if (schema.contains("enum") &&
      std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end())
    misfits.push_back(place + ": enum");
  if (schema.contains("type")) {
    auto const is = [&](std::string const& type) {
      return type == "integer"  ? value.is_number_integer()
             : type == "number" ? value.is_number()
                                : value.type_name() == type;
    };
    Json const& type = schema["type"];
    bool const fits = type.is_array() ? std::any_of(type.begin(), type.end(),
                                                    [&](Json const& one) { return is(one); })
                                      : is(type);
    if (!fits) misfits.push_back(place + ": is " + value.type_name());
  }
  if (value.is_object()) {
    for (Json const& key : schema.value("required", Json::array()))
      if (!value.contains(key.get<std::string>()))
        misfits.push_back(place + "." + key.get<std::string>() + ": missing");
    for (auto const& [key, part] : value.items())
      if (schema.contains("properties") && schema["properties"].contains(key))
        collect_misfits(schema["properties"][key], part, place + "." + key, misfits);
  }
  if (value.is_array() && schema.contains("items"))
    for (Json const& part : value) collect_misfits(schema["items"], part, place + "[]", misfits);
}

std::vector<std::string> misfits(Json const& document) {
  std::ifstream file(NAMEPLATE_BENCH_SCHEMA);
  std::vector<std::string> found;
  collect_misfits(Json::parse(file), document, "", found);
  return found;
}

TEST(BenchJson, FitsThePublishedSchema) {
  EXPECT_THAT(misfits(document_of(fake_report())), testing::IsEmpty());
}

TEST(BenchJson, SchemaRefusesOtherDocuments) {
  Json document = document_of(fake_report());
  document.erase("plan");
  document["suite"] = 3;
  document["benchmarks"][0]["states"][0]["nameplate"].erase("seconds");
  EXPECT_THAT(misfits(document),
              testing::UnorderedElementsAre(".plan: missing", ".suite: enum", ".suite: is number",
                                            ".benchmarks[].states[].nameplate.seconds: missing"));
}

TEST(BenchJson, IsReadBack) {
  BenchReport const report = fake_report();
  BenchFile const file = parse_bench(to_json(report, {}), "a.json");
  EXPECT_EQ(file.suite, "full");
  EXPECT_EQ(file.backend, "cpu");
  EXPECT_EQ(file.device, "A processor");
  EXPECT_EQ(file.plan, "0123456789abcdef");
  EXPECT_EQ(file.commit, build_info().commit);
  ASSERT_EQ(file.series.size(), 2 * report.workloads.size());
  EXPECT_EQ(file.series[0].workload, "arithmetic_limit");
  EXPECT_TRUE(file.series[0].is_limit);
  EXPECT_EQ(series_title(file.series[0]), "arithmetic_limit, Threads=1");
  EXPECT_EQ(file.series[5].state, "Device=0 Threads=all");
  EXPECT_EQ(file.series[5].item, "path");
  EXPECT_FALSE(file.series[5].is_limit);
  EXPECT_EQ(file.series[5].items, 1000);
  EXPECT_EQ(file.series[5].seconds, report.workloads[2].states[1].measurement.seconds);
}

std::string nv_value(Json const& state, std::string const& tag) {
  for (Json const& summary : state["summaries"])
    if (summary["tag"] == tag) return summary["data"][0]["value"];
  return "none";
}

TEST(BenchJson, GivesHostTimesToNvbenchsReaders) {
  Json const state = document_of(fake_report())["benchmarks"][2]["states"][0];
  EXPECT_EQ(nv_value(state, "nv/cpu_only/sample_size"), "10");
  EXPECT_DOUBLE_EQ(std::stod(nv_value(state, "nv/cpu_only/time/cpu/mean")), 0.10045);
  EXPECT_EQ(nv_value(state, "nv/cold/time/gpu/mean"), "none");
}

TEST(BenchJson, GivesDeviceTimesToNvbenchsReaders) {
  BenchReport report = fake_report();
  report.workloads[2].states[0].is_device_clock = true;
  Json const state = document_of(report)["benchmarks"][2]["states"][0];
  EXPECT_DOUBLE_EQ(std::stod(nv_value(state, "nv/cold/time/gpu/mean")), 0.10045);
  EXPECT_DOUBLE_EQ(std::stod(nv_value(state, "nv/cold/time/gpu/median")), 0.10045);
  EXPECT_NEAR(std::stod(nv_value(state, "nv/cold/time/gpu/stdev/relative")), 0.003014, 1e-6);
  EXPECT_NEAR(std::stod(nv_value(state, "nv/cold/time/gpu/ir/relative")), 0.00448, 1e-5);
}

TEST(BenchJson, EnergyIsOfABillionItems) {
  BenchReport report = fake_report();
  report.workloads[2].states[0].joules = 5;  // for 10 repetitions of 1000 items
  Json const energy = document_of(report)["benchmarks"][2]["states"][0]["nameplate"]["energy"];
  EXPECT_DOUBLE_EQ(energy["joules_per_billion_items"], 5e5);
  EXPECT_TRUE(document_of(fake_report())["benchmarks"][2]["states"][0]["nameplate"]["energy"]
                                        ["joules_per_billion_items"]
                                            .is_null());
}

TEST(BenchTable, ShowsRatesSharesAndWhatIsMissing) {
  BenchReport report = fake_report();
  report.workloads[2].states[0].joules = 5;
  report.workloads[3].states[1].measurement.is_settled = false;
  report.workloads[4].states[0].throttle_reasons = {"power cap", "hardware thermal"};
  std::string const table = to_table(report);
  EXPECT_THAT(table, HasSubstr("Plan     R20: 20 builds, 227 variables, 66 outputs; fingerprint "
                               "0123456789abcdef\n"));
  EXPECT_THAT(table, HasSubstr("9.955 [9.921 .. 9.990]   k paths/s"));
  EXPECT_THAT(table, HasSubstr("25 %"));
  EXPECT_THAT(table, HasSubstr("500000 J"));
  EXPECT_THAT(table, HasSubstr("! chain, threads: all: still noisier than asked after 10 "
                               "repetitions\n"));
  EXPECT_THAT(table, HasSubstr("! tally, threads: 1: the device was throttled: power cap, hardware "
                               "thermal\n"));
}

}  // namespace
}  // namespace nameplate
