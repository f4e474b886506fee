#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

namespace nameplate {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

/// `nameplate run small.toml ARGUMENTS` with few paths, which must succeed silently.
std::string output_of(std::string const& arguments) {
  Outcome const outcome = run_program("run small.toml --paths 2000 " + arguments);
  EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
  EXPECT_EQ(outcome.errors, "");
  return outcome.output;
}

json document_of(std::string const& arguments) {
  return json::parse(output_of("--format json " + arguments));
}

/// The text of the results in a document, as written.
std::string results_text(std::string const& arguments) {
  std::string const text = output_of("--format json " + arguments);
  return text.substr(0, text.find("\n  \"run\":"));
}

std::string metrics_of(json const& document) {
  std::string names;
  for (json const& output : document["results"]["outputs"])
    if (std::string const name = output["metric"]; names.find(name + ' ') == std::string::npos)
      names += name + ' ';
  return names;
}

std::string dates_of(json const& document) {
  std::string dates;
  for (json const& output : document["results"]["outputs"])
    dates += output["date"].get<std::string>() + ' ';
  return dates;
}

TEST(Run, PrintsTheHeadlinesAsATable) {
  std::string const table = output_of("");
  EXPECT_THAT(
      table, testing::StartsWith("Two sites\nlatest facts  |  2 builds  |  2,000 paths, seed 1\n"));
  EXPECT_THAT(table, HasSubstr("PORTFOLIO: all 2 builds"));
  EXPECT_THAT(table, HasSubstr("From announced to delivered: means [GW]"));
  EXPECT_THAT(table, HasSubstr("Facility power online [GW]"));
  EXPECT_THAT(table, HasSubstr("Accelerators [million packages]"));
  EXPECT_THAT(table, Not(HasSubstr("Capital cost")));  // a parameter that this catalog lacks
  EXPECT_THAT(table, HasSubstr("--metrics all"));
}

TEST(Run, ReportsEveryMetricToPrograms) {
  std::string const metrics = metrics_of(document_of(""));
  EXPECT_THAT(metrics, HasSubstr("it_gw "));
  EXPECT_THAT(metrics, HasSubstr("facility_gw:growth "));
  EXPECT_EQ(metrics_of(document_of("--metrics all")), metrics);
  EXPECT_EQ(metrics_of(document_of("--metrics headline,it_gw")),
            "planned_gw facility_gw gross_gw overlap_gw accelerators h100e energy_twh homes_energy "
            "it_gw ");
}

TEST(Run, TakesListsByCommasSpacesAndRepetition) {
  std::string const expected = "facility_gw it_gw ";
  EXPECT_EQ(metrics_of(document_of("--metrics facility_gw,it_gw")), expected);
  EXPECT_EQ(metrics_of(document_of("--metrics facility_gw it_gw")), expected);
  EXPECT_EQ(metrics_of(document_of("--metrics facility_gw --metrics it_gw")), expected);
}

TEST(Run, TakesDatesInEveryForm) {
  EXPECT_EQ(dates_of(document_of("--metrics facility_gw --dates 2026..2027,2028-Q1 2028-06-15")),
            "2026-12-31 2027-12-31 2028-03-31 2028-06-15 ");
}

TEST(Run, ReportsTheScopesAskedFor) {
  json const outputs = document_of(
      "--metrics facility_gw --dates 2028 --scope group:both,build:south")["results"]["outputs"];
  ASSERT_EQ(outputs.size(), 2u);
  EXPECT_EQ(outputs[0]["scope"], "group:both");
  EXPECT_EQ(outputs[1]["scope"], "build:south");
}

TEST(Run, GivesTheSameResultsForEveryNumberOfThreads) {
  std::string const one = results_text("--threads 1");
  EXPECT_EQ(results_text("--threads 2"), one);
  EXPECT_EQ(results_text("--threads 7 --isa portable"), one);
  EXPECT_NE(results_text("--seed 2"), one);
}

TEST(Run, TellsTheRunApartFromItsResults) {
  json const run = document_of("--backend cpu --isa portable --threads 1")["run"];
  EXPECT_EQ(run["backend"], "cpu");
  EXPECT_THAT(run["device"].get<std::string>(), HasSubstr("portable"));
  EXPECT_GT(run["paths_per_second"].get<double>(), 0);
}

TEST(Run, ReadsCountsAsPeopleWriteThem) {
  Outcome const outcome =
      run_program("run small.toml --paths 1.5e3 --seed 18446744073709551615 --format json");
  json const results = json::parse(outcome.output)["results"];
  EXPECT_EQ(results["paths"], 1500);
  EXPECT_EQ(results["seed"], 18446744073709551615u);
}

TEST(Run, ChangesFiguresOfTheCatalog) {
  auto const mean = [](std::string const& arguments) {
    json const document =
        document_of("--metrics planned_gw --dates 2028 --scope build:north " + arguments);
    return document["results"]["outputs"][0]["mean"].get<double>();
  };
  EXPECT_NEAR(mean(""), 1, 1e-6);
  EXPECT_NEAR(mean("--set builds.north.capacity_gw=3"), 3, 1e-6);
  EXPECT_NEAR(mean("--set builds.north.capacity_gw=3 --set builds.north.capacity_gw=4"), 4, 1e-6);
}

TEST(Run, LeavesOutWhatWasNotYetAnnounced) {
  json const results = document_of("--as-of 2025-01")["results"];
  EXPECT_EQ(results["as_of"], "2025-01");
  EXPECT_EQ(results["builds"], 1);
}

TEST(Run, WritesTidyCsv) {
  std::string const csv = output_of("--format csv --metrics facility_gw --dates 2028");
  EXPECT_THAT(csv, testing::StartsWith("scope,metric,unit,date,statistic,value\n"
                                       "portfolio,facility_gw,GW,2028-12-31,mean,"));
}

TEST(Run, WritesToAFile) {
  std::filesystem::path const path =
      std::filesystem::path(testing::TempDir()) / "nameplate_run_test.csv";
  EXPECT_EQ(output_of("--format csv -o '" + path.string() + "'"), "");
  std::ifstream file(path);
  std::string const written{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(written, output_of("--format csv"));
  std::filesystem::remove(path);
}

TEST(Run, IsSilentInAPipe) {
  EXPECT_EQ(run_program("run small.toml --paths 3e5").errors, "");
  EXPECT_EQ(run_program("run small.toml --paths 3e5 --quiet").errors, "");
}

/// small.toml with three factors, whose correlations are not positive semi-definite.
std::string catalog_to_repair() {
  std::filesystem::path const path =
      std::filesystem::path(testing::TempDir()) / "nameplate_catalog_to_repair.toml";
  std::ofstream(path) << "base = \"" << NAMEPLATE_TEST_DIR << "/cli/small.toml\"\n[factors]\n"
                      << "names = [\"grid\", \"a\", \"b\"]\n"
                      << "correlation = [[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]]\n";
  return path.string();
}

TEST(Run, RepairsCorrelationsIfAskedAndSaysSo) {
  std::string const run = "run " + catalog_to_repair() + " --paths 2000 ";
  EXPECT_EQ(run_program(run).exit_code, 2);
  Outcome const table = run_program(run + "--repair-correlation");
  EXPECT_EQ(table.exit_code, 0);
  EXPECT_EQ(
      table.errors,
      "Two sites: the correlations of its factors are not positive semi-definite; the nearest "
      "ones that are, at a Frobenius distance of 0.979803, take their place\n");
  EXPECT_THAT(table.output, HasSubstr("at a Frobenius distance of 0.979803, take their place."));
  json const document = json::parse(run_program(run + "--repair-correlation --format json").output);
  EXPECT_NEAR(document["results"]["correlation_repaired"], 0.979803, 1e-6);
  EXPECT_FALSE(document_of("--repair-correlation")["results"].contains("correlation_repaired"));
}

TEST(Run, KeepsTheRepairInACheckpoint) {
  std::filesystem::path const file =
      std::filesystem::path(testing::TempDir()) / "nameplate_repaired.ckpt";
  std::filesystem::remove(file);
  std::string const form = " --format json";
  Outcome const whole =
      run_program("run " + catalog_to_repair() +
                  " --paths 2000 --repair-correlation --checkpoint " + file.string() + form);
  Outcome const merged = run_program("merge " + file.string() + form);
  EXPECT_EQ(results_of(merged.output), results_of(whole.output)) << merged.errors;
  std::filesystem::remove(file);
}

TEST(Run, UsesTheShippedCatalogUnlessToldOtherwise) {
  Outcome const outcome = run_program("run --paths 100");
  EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
  EXPECT_THAT(outcome.output, testing::StartsWith("Announced AI builds\n"));
}

}  // namespace
}  // namespace nameplate
